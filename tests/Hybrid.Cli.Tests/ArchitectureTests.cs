using System.Reflection;
using NetArchTest.Rules;

namespace Hybrid.Cli.Tests;

/// <summary>
/// The command line's folders: commands stand on the infrastructure and beside each other, and the table of contents
/// alone knows them all.
/// </summary>
public class ArchitectureTests
{
    private const string Root = "Hybrid.Cli";
    private const string Infrastructure = Root + ".Infrastructure";
    private static readonly Assembly Program = typeof(RootCommandFactory).Assembly;

    private static readonly string[] Commands =
    [
        .. Program.GetTypes().Select(t => t.Namespace).OfType<string>().Distinct()
            .Where(n => n.StartsWith(Root + ".", StringComparison.Ordinal) && n != Infrastructure),
    ];

    public static TheoryData<string> CommandFolders() => [.. Commands];

    [Theory]
    [MemberData(nameof(CommandFolders))]
    public void A_command_does_not_know_another(string folder) =>
        AssertApart(folder, [.. Commands.Where(c => c != folder)]);

    [Fact]
    public void The_infrastructure_knows_no_command() => AssertApart(Infrastructure, Commands);

    [Fact]
    public void Each_command_of_the_root_has_a_folder_of_its_name()
    {
        string[] folders = [.. Commands.Select(c => c[(Root.Length + 1)..].ToLowerInvariant()).Order(StringComparer.Ordinal)];
        Assert.Equal(folders, RootCommandFactory.Create().Subcommands.Where(c => !c.Hidden).Select(c => c.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_table_of_contents_knows_them_all()
    {
        TestResult result = Types.InAssembly(Program).That().HaveName(nameof(RootCommandFactory)).Should().HaveDependencyOnAll(Commands).GetResult();
        Assert.True(result.IsSuccessful);
    }

    private static void AssertApart(string folder, string[] others)
    {
        TestResult result = Types.InAssembly(Program).That().ResideInNamespace(folder).ShouldNot().HaveDependencyOnAny(others).GetResult();
        Assert.True(result.IsSuccessful, $"{folder}: {string.Join(", ", result.FailingTypeNames ?? [])}");
    }
}
