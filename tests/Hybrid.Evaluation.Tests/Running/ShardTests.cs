using Hybrid.Evaluation.Running;

namespace Hybrid.Evaluation.Tests.Running;

/// <summary>Parts of a run, and who decides which one a process makes.</summary>
public class ShardTests
{
    [Theory]
    [InlineData("0/3")]
    [InlineData("4/3")]
    [InlineData("1")]
    [InlineData("a/b")]
    public void A_shard_that_is_none_is_refused(string text) => Assert.Throws<InputException>(() => Shard.Parse(text));

    [Theory]
    [InlineData(1, 7)]
    [InlineData(46, 8)]
    [InlineData(1000, 13)]
    [InlineData(3, 5)]
    public void Parts_hold_every_pair_once_and_are_of_one_size(int pairs, int parts)
    {
        string[] ids = Ids(pairs);
        int[] owners = Owners(ids, parts);
        Assert.DoesNotContain(0, owners);
        int[] sizes = [.. Enumerable.Range(1, parts).Select(p => owners.Count(o => o == p))];
        Assert.InRange(sizes.Max() - sizes.Min(), 0, 1);
    }

    [Fact]
    public void Where_a_pair_belongs_depends_on_its_id_and_not_on_its_place()
    {
        string[] ids = Ids(200), turned = [.. ids.Reverse()];
        Assert.Equal(Owners(ids, 9), Owners(turned, 9).Reverse());
        // Neighbours of a dataset are spread: one scene's pairs do not make one part slow.
        Assert.True(Owners(ids, 9)[..10].Distinct().Count() > 4);
        // A known order, so that another version or machine cuts the same.
        Assert.Equal([0, 1, 7, 3, 6, 4, 2, 5], Shard.HashOrder(["a:0", "a:1", "a:2", "a:3", "a:4", "a:5", "a:6", "a:7"]));
    }

    [Fact]
    public void A_pair_more_moves_at_most_one_pair_across_each_cut()
    {
        string[] ids = Ids(300);
        int[] before = Owners(ids, 12);
        for (int extra = 0; extra < 20; extra++)
        {
            int[] after = Owners([.. ids, FormattableString.Invariant($"set:new/{extra}")], 12);
            Assert.InRange(ids.Where((_, i) => before[i] != after[i]).Count(), 0, 11);
        }
    }

    [Theory]
    [InlineData("3/8", "SLURM_ARRAY_TASK_ID=3 SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_MAX=8 SLURM_ARRAY_TASK_COUNT=8 SLURM_ARRAY_TASK_STEP=1")]
    [InlineData("4/8", "SLURM_ARRAY_TASK_ID=3 SLURM_ARRAY_TASK_MIN=0 SLURM_ARRAY_TASK_MAX=7 SLURM_ARRAY_TASK_COUNT=8 SLURM_ARRAY_TASK_STEP=1")]
    [InlineData("2/5", "SGE_TASK_ID=2 SGE_TASK_FIRST=1 SGE_TASK_LAST=5 SGE_TASK_STEPSIZE=1")]
    [InlineData("6/6", "AWS_BATCH_JOB_ARRAY_INDEX=5 AWS_BATCH_JOB_ARRAY_SIZE=6")]
    [InlineData(null, "SGE_TASK_ID=undefined")]
    [InlineData(null, "")]
    public void A_schedulers_environment_tells_the_part(string? expected, string environment) =>
        Assert.Equal(expected, SchedulerShard.Detect(Variables(environment)) is { } found ? found.Shard.ToString() : null);

    [Theory]
    [InlineData("1/4", "JOB_COMPLETION_INDEX=0")]
    [InlineData("4/4", "JOB_COMPLETION_INDEX=3")]
    [InlineData("3/4", "AWS_BATCH_JOB_ARRAY_INDEX=2 AWS_BATCH_JOB_ARRAY_SIZE=4")]
    // Parts submitted again: an array with gaps.
    [InlineData("3/4", "SLURM_ARRAY_TASK_ID=3 SLURM_ARRAY_TASK_MIN=3 SLURM_ARRAY_TASK_MAX=3 SLURM_ARRAY_TASK_COUNT=1")]
    public void Where_the_number_of_parts_is_given_the_index_is_enough(string expected, string environment) =>
        Assert.Equal(expected, SchedulerShard.Detect(Variables(environment), 4)!.Value.Shard.ToString());

    [Theory]
    [InlineData(null, "JOB_COMPLETION_INDEX=0", "give --shards N")]
    [InlineData(4, "JOB_COMPLETION_INDEX=4", "of 4 parts there are 0 to 3")]
    [InlineData(4, "SLURM_ARRAY_TASK_ID=0 SLURM_ARRAY_TASK_MIN=0 SLURM_ARRAY_TASK_MAX=3 SLURM_ARRAY_TASK_COUNT=4", "of 4 parts there are 1 to 4")]
    [InlineData(null, "SLURM_ARRAY_TASK_ID=7 SLURM_ARRAY_TASK_MIN=3 SLURM_ARRAY_TASK_MAX=7 SLURM_ARRAY_TASK_COUNT=2", "without gaps")]
    [InlineData(null, "SLURM_ARRAY_TASK_ID=3 SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_MAX=5 SLURM_ARRAY_TASK_COUNT=3 SLURM_ARRAY_TASK_STEP=2", "without gaps")]
    [InlineData(null, "SGE_TASK_ID=4 SGE_TASK_FIRST=2 SGE_TASK_LAST=8 SGE_TASK_STEPSIZE=2", "without gaps")]
    [InlineData(null, "AWS_BATCH_JOB_ARRAY_INDEX=x AWS_BATCH_JOB_ARRAY_SIZE=6", "is 'x' and not a number")]
    public void An_environment_that_leaves_a_part_in_doubt_is_refused(int? count, string environment, string message) =>
        Assert.Contains(message, Assert.Throws<InputException>(() => SchedulerShard.Detect(Variables(environment), count)).Message, StringComparison.Ordinal);

    private static Func<string, string?> Variables(string text)
    {
        var variables = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(v => v.Split('=')).ToDictionary(v => v[0], v => v[1]);
        return name => variables.GetValueOrDefault(name);
    }

    private static string[] Ids(int count) => [.. Enumerable.Range(0, count).Select(i => FormattableString.Invariant($"set:scene_{i / 5:000}/1-{2 + i % 5}"))];

    /// <summary>The part that each pair belongs to; 0 where it is in none or in several.</summary>
    private static int[] Owners(string[] ids, int parts)
    {
        int[] owners = new int[ids.Length], times = new int[ids.Length];
        for (int p = 1; p <= parts; p++)
        {
            bool[] own = Shard.Of(p, parts).Select(ids);
            for (int i = 0; i < ids.Length; i++)
            {
                times[i] += own[i] ? 1 : 0;
                owners[i] = own[i] ? p : owners[i];
            }
        }
        return [.. owners.Select((o, i) => times[i] == 1 ? o : 0)];
    }
}
