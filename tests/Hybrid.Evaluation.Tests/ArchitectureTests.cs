using System.Reflection;
using Hybrid.Evaluation.Datasets;
using NetArchTest.Rules;

namespace Hybrid.Evaluation.Tests;

/// <summary>The order of the project's folders: each uses those before it, none those behind it.</summary>
public class ArchitectureTests
{
    private static readonly Assembly Evaluation = typeof(IPairDataset).Assembly;

    /// <summary>From the bottom up. Generation stands apart: it writes what Datasets reads.</summary>
    private static readonly string[] Order =
        ["Formats", "Datasets", "Methods", "Metrics", "Difficulty", "Predictions", "Running", "Statistics", "Cluster", "Summaries", "Export", "Report"];

    public static TheoryData<string> Folders => new(Order);

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_folder_uses_only_those_before_it(string folder)
    {
        string[] above = [.. Order[(Array.IndexOf(Order, folder) + 1)..], "Generation"];
        foreach (string other in above)
            AssertIndependent(folder, other);
    }

    [Fact]
    public void The_generators_use_formats_and_datasets_alone()
    {
        foreach (string other in Order[2..])
            AssertIndependent("Generation", other);
    }

    [Fact]
    public void Every_folder_stands_in_the_order_and_gives_its_types_their_namespace()
    {
        string source = Path.Combine(Root(), "src", "Hybrid.Evaluation");
        string[] folders = [.. Directory.GetDirectories(source).Select(d => Path.GetFileName(d)).Except(["bin", "obj"]).Order(StringComparer.Ordinal)];
        Assert.Equal([.. Order.Append("Generation").Order(StringComparer.Ordinal)], folders);
        foreach (string file in Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories))
        {
            string relative = Path.GetRelativePath(source, Path.GetDirectoryName(file)!);
            if (relative.Split(Path.DirectorySeparatorChar)[0] is "bin" or "obj")
                continue;
            string expected = relative == "." ? "Hybrid.Evaluation" : "Hybrid.Evaluation." + relative.Replace(Path.DirectorySeparatorChar, '.');
            Assert.Contains($"namespace {expected};", File.ReadAllText(file), StringComparison.Ordinal);
        }
    }

    private static void AssertIndependent(string folder, string other)
    {
        NetArchTest.Rules.TestResult result = Types.InAssembly(Evaluation).That().ResideInNamespace($"Hybrid.Evaluation.{folder}")
            .ShouldNot().HaveDependencyOn($"Hybrid.Evaluation.{other}").GetResult();
        Assert.True(result.IsSuccessful, $"{folder} uses {other}: {string.Join(", ", result.FailingTypeNames ?? [])}");
    }

    private static string Root()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Hybrid.sln")))
            folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("The tests run outside the repository.");
    }
}
