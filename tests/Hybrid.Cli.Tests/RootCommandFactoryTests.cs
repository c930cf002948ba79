namespace Hybrid.Cli.Tests;

public sealed class RootCommandFactoryTests
{
    [Fact]
    public void A_command_line_that_names_a_command_builds_that_one_alone()
    {
        foreach (string name in RootCommandFactory.Create().Subcommands.Select(c => c.Name))
        {
            Assert.Equal(name, Assert.Single(RootCommandFactory.CreateFor([name, "--json"]).Subcommands).Name);
            Assert.Equal(name, Assert.Single(RootCommandFactory.CreateFor(["help", name]).Subcommands).Name);
        }
    }

    [Theory]
    [InlineData]
    [InlineData("--help")]
    [InlineData("help")]
    [InlineData("aling", "a.png", "b.png")]
    public void A_command_line_that_names_none_builds_all(params string[] args) =>
        Assert.Equal(RootCommandFactory.Create().Subcommands.Select(c => c.Name), RootCommandFactory.CreateFor(args).Subcommands.Select(c => c.Name));
}
