using System.Text;

namespace Mooring.Kube.Events;

/// <summary>The server refuses events whose texts are too long.</summary>
internal static class EventText
{
    public const int LongestWord = 128;
    public const int LongestNote = 1024;

    /// <summary>The text in at most so many bytes of UTF-8, cut between characters and then ending in three dots.</summary>
    public static string Cut(string text, int bytes)
    {
        if (Encoding.UTF8.GetByteCount(text) <= bytes)
        {
            return text;
        }

        var kept = new StringBuilder();
        var left = bytes - 3;
        foreach (var rune in text.EnumerateRunes())
        {
            left -= rune.Utf8SequenceLength;
            if (left < 0)
            {
                break;
            }

            kept.Append(rune.ToString());
        }

        return kept.Append("...").ToString();
    }
}
