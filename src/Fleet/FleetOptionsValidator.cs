using Microsoft.Extensions.Options;

namespace Mooring.Fleet;

/// <summary>Checks <see cref="FleetOptions"/> at start.</summary>
[OptionsValidator]
public sealed partial class FleetOptionsValidator : IValidateOptions<FleetOptions>;
