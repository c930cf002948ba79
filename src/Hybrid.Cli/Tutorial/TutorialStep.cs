namespace Hybrid.Cli.Tutorial;

/// <summary>A step of the tutorial.</summary>
/// <param name="Title">What it is about.</param>
/// <param name="Before">What to know before the command runs.</param>
/// <param name="Arguments">The command, without the program's name.</param>
/// <param name="After">What to look at in what it printed or wrote.</param>
internal sealed record TutorialStep(string Title, string Before, string[] Arguments, string After);
