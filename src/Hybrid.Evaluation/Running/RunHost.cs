namespace Hybrid.Evaluation.Running;

/// <summary>The machine that a run was made on.</summary>
/// <param name="Os">Operating system.</param>
/// <param name="Runtime">.NET's version.</param>
/// <param name="Cores">Logical processors.</param>
/// <param name="Cpu">Name of the processor.</param>
/// <param name="MemoryMb">Memory that the process may use, MB (2^20 bytes).</param>
public sealed record RunHost(string Os, string Runtime, int Cores, string Cpu, long MemoryMb);
