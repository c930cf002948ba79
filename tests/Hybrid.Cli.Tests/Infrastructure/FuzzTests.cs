using Hybrid.Fuzz;

namespace Hybrid.Cli.Tests.Infrastructure;

/// <summary>Two thousand mutated files for every reader of files from outside; ten times as many by <c>tools/fuzz</c>.</summary>
public class FuzzTests
{
    private const int Cases = 2000;

    public static TheoryData<string> Readers() => [.. FuzzTargets.All.Select(t => t.Name)];

    [Theory]
    [MemberData(nameof(Readers))]
    public void A_reader_takes_a_damaged_file_or_refuses_it_in_one_line(string reader)
    {
        using var run = new FuzzRun();
        FuzzFinding[] findings = [.. run.Run(FuzzTargets.Find(reader), first: 0, Cases).Take(5)];
        Assert.True(findings.Length == 0, string.Join('\n', findings.Select(f => $"{f.Number}: {f.Fault}")));
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public void Every_reader_takes_the_valid_files_that_the_mutations_start_from(string reader)
    {
        FuzzTarget target = FuzzTargets.Find(reader);
        IReadOnlyList<byte[]> seeds = target.AllSeeds();
        Assert.NotEmpty(seeds);
        string folder = Directory.CreateTempSubdirectory("hybrid-fuzz-").FullName;
        try
        {
            foreach (byte[] seed in seeds)
            {
                string path = Path.Combine(folder, "seed" + target.Extension);
                File.WriteAllBytes(path, seed);
                target.Read(path);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_case_is_the_same_for_the_same_number()
    {
        var mutator = new Mutator(FuzzTargets.Find("pairs-yaml").AllSeeds());
        Assert.Equal(mutator.Make(77), mutator.Make(77));
        Assert.NotEqual(mutator.Make(77), mutator.Make(78));
    }

    [Fact]
    public void A_reader_that_throws_something_else_is_found()
    {
        using var run = new FuzzRun();
        var broken = new FuzzTarget("broken", ".txt", _ => throw new FormatException("no"), () => [[1]]);
        Assert.Contains("FormatException", Assert.Single(run.Run(broken, 0, 1)).Fault, StringComparison.Ordinal);
        var wordy = new FuzzTarget("wordy", ".txt", _ => throw new InputException(new string('x', 9000)), () => [[1]]);
        Assert.Empty(run.Run(wordy, 0, 1));
    }
}
