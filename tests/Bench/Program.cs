using Mooring.Tests.Bench;

// "engines N K" is the simulator's own process; anything else runs the measurements.
return args is ["engines", var engines, var containers]
    ? await EngineFarm.RunAsync(int.Parse(engines, null), int.Parse(containers, null))
    : await BenchRun.RunAsync(args);
