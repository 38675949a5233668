using FsCheck;
using FsCheck.Fluent;

namespace Mooring.Tests.Unit.Scheduling;

internal static class GenExtensions
{
    /// <summary>The list, or just as often an empty one.</summary>
    public static Gen<List<T>> OrEmpty<T>(this Gen<List<T>> list) => Gen.OneOf(list, Gen.Constant(new List<T>()));
}
