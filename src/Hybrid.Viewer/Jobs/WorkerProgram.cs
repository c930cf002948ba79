namespace Hybrid.Viewer.Jobs;

/// <summary>The command line as a program to start.</summary>
/// <param name="FileName">The executable.</param>
/// <param name="Arguments">What stands before a command's name, as the assembly where the executable is <c>dotnet</c>.</param>
/// <param name="CommonArguments">What stands behind every command that computes: <c>--models</c>, <c>--device</c>, <c>--threads</c>.</param>
public sealed record WorkerProgram(string FileName, IReadOnlyList<string> Arguments, IReadOnlyList<string> CommonArguments);
