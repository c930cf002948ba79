using System.Reflection;
using Hybrid.Viewer.Tests.Support;
using NetArchTest.Rules;

namespace Hybrid.Viewer.Tests;

/// <summary>Where the viewer stands in the house, and the order of its own folders.</summary>
public sealed class ArchitectureTests
{
    private static readonly Assembly Viewer = typeof(ViewerServer).Assembly;

    /// <summary>From the bottom up: each uses only those before it.</summary>
    private static readonly string[] Order = ["Jobs", "Examples", "Runs", "Results", "Http", "Uploads", "Security", "Api"];

    public static TheoryData<string> Folders => new(Order);

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_folder_uses_only_those_before_it(string folder)
    {
        foreach (string other in Order[(Array.IndexOf(Order, folder) + 1)..])
        {
            NetArchTest.Rules.TestResult result = Types.InAssembly(Viewer).That().ResideInNamespace($"Hybrid.Viewer.{folder}")
                .ShouldNot().HaveDependencyOn($"Hybrid.Viewer.{other}").GetResult();
            Assert.True(result.IsSuccessful, $"{folder} uses {other}: {string.Join(", ", result.FailingTypeNames ?? [])}");
        }
    }

    [Fact]
    public void Every_folder_stands_in_the_order_and_gives_its_types_their_namespace()
    {
        string source = Path.Combine(Repository.Root, "src", "Hybrid.Viewer");
        Assert.Equal(
            Order.Append("Assets").Order(StringComparer.Ordinal),
            Directory.GetDirectories(source).Select(d => Path.GetFileName(d)).Except(["bin", "obj"]).Order(StringComparer.Ordinal));
        foreach (string folder in Order)
        {
            foreach (string file in Directory.EnumerateFiles(Path.Combine(source, folder)))
                Assert.Contains($"namespace Hybrid.Viewer.{folder};", File.ReadAllText(file), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Nothing_but_the_command_line_knows_it_and_it_knows_the_library_and_the_evaluation_alone()
    {
        string[] knowing = [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .Where(f => File.ReadAllText(f).Contains("Hybrid.Viewer.csproj", StringComparison.Ordinal)).Select(f => Path.GetFileNameWithoutExtension(f))];
        Assert.Equal(["Hybrid.Cli"], knowing);
        string[] known = [.. Viewer.GetReferencedAssemblies().Select(a => a.Name!).Where(n => !n.StartsWith("System.", StringComparison.Ordinal) && !n.StartsWith("Microsoft.", StringComparison.Ordinal))];
        Assert.All(known, name => Assert.Contains(name, (string[])["Hybrid", "Hybrid.Evaluation"]));
    }
}
