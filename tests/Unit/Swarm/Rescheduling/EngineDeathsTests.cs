using Mooring.Swarm.Rescheduling;

namespace Mooring.Tests.Unit.Swarm.Rescheduling;

public sealed class EngineDeathsTests
{
    private static readonly DateTimeOffset Noon = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly EngineDeaths _deaths = new(TimeSpan.FromSeconds(5));

    [Fact]
    public void Engine_is_dead_only_after_a_whole_grace_period_of_silence()
    {
        Assert.False(_deaths.Observe("a", answers: false, Noon));
        Assert.False(_deaths.Observe("a", answers: false, Noon.AddSeconds(4.9)));
        Assert.True(_deaths.Observe("a", answers: false, Noon.AddSeconds(5)));
    }

    [Fact]
    public void One_answer_begins_the_grace_anew()
    {
        _deaths.Observe("a", answers: false, Noon);
        _deaths.Observe("a", answers: true, Noon.AddSeconds(4));

        Assert.False(_deaths.Observe("a", answers: false, Noon.AddSeconds(6)));
        Assert.False(_deaths.Observe("a", answers: false, Noon.AddSeconds(10)));
    }

    [Fact]
    public void New_primary_judges_for_itself()
    {
        _deaths.Observe("a", answers: false, Noon);
        _deaths.Keep([]);

        Assert.False(_deaths.Observe("a", answers: false, Noon.AddSeconds(60)));
    }
}
