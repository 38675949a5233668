namespace Mooring.Tests.Unit.Engine;

/// <summary>Progress told at once, on the reporter's thread.</summary>
internal sealed class Each<T>(Action<T> tell) : IProgress<T>
{
    public void Report(T value) => tell(value);
}
