using Mooring.Scheduling.Expressions;
using Mooring.Scheduling.Views;

namespace Mooring.Scheduling.Filtering;

/// <summary>A soft expression and how to test it.</summary>
/// <param name="Expression">As written.</param>
/// <param name="Met">Whether a node meets it.</param>
public sealed record Wish(Expression Expression, Func<NodeView, bool> Met);
