namespace Hybrid.Fuzz;

/// <summary>A file that a reader did not handle as it should.</summary>
/// <param name="Target">The reader's name.</param>
/// <param name="Number">The mutation, which makes the file again.</param>
/// <param name="Fault">What happened.</param>
/// <param name="File">The file.</param>
public sealed record FuzzFinding(string Target, int Number, string Fault, byte[] File);
