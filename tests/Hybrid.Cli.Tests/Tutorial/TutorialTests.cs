using Hybrid.Cli.Tests.Support;
using Hybrid.Cli.Tutorial;

namespace Hybrid.Cli.Tests.Tutorial;

/// <summary>The tutorial's commands are ones that the program has, on files that are there.</summary>
public class TutorialTests
{
    private static readonly string Embedded = Path.Combine(RepositoryRoot.Path, "datasets", "embedded");

    [Fact]
    public void Every_step_is_a_command_line_without_an_error()
    {
        foreach (TutorialStep step in TutorialSteps.All(Embedded, "out"))
            Assert.Empty(RootCommandFactory.Create().Parse(step.Arguments).Errors);
    }

    [Fact]
    public void Every_image_and_dataset_that_it_names_is_there()
    {
        string[] named = [.. TutorialSteps.All(Embedded, "out").SelectMany(s => s.Arguments).Where(a => a.StartsWith(Embedded, StringComparison.Ordinal))];
        Assert.NotEmpty(named);
        Assert.All(named, n => Assert.True(Path.Exists(n), n));
    }

    [Fact]
    public void Its_results_are_what_it_says_of_them()
    {
        using var folder = new TemporaryFolder();
        IReadOnlyList<TutorialStep> steps = TutorialSteps.All(Embedded, folder.Path);
        Assert.Equal(0, CliRun.Of(steps[0].Arguments).ExitCode);
        Assert.True(File.Exists(folder["posters/overlay.png"]));
        Assert.Equal(1, CliRun.Of(steps[2].Arguments).ExitCode);
    }
}
