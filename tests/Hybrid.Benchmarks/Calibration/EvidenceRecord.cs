using System.Text.Json;

namespace Hybrid.Benchmarks.Calibration;

/// <summary>
/// Evidence of many pairs in a file, a line of JSON a pair, so that it is gathered once and an interrupted run goes on where it ended.
/// </summary>
internal sealed class EvidenceRecord(string path)
{
    private readonly HashSet<string> _done = File.Exists(path) ? [.. File.ReadLines(path).Select(l => Read(l).Pair)] : [];

    /// <summary>Whether a pair is in the file.</summary>
    public bool Contains(string pair) => _done.Contains(pair);

    /// <summary>Appends what was found on a pair; possibly nothing.</summary>
    public void Add(string pair, bool isHeldOut, IReadOnlyList<LabelledEvidence> evidence)
    {
        File.AppendAllText(path, JsonSerializer.Serialize(new Line(pair, isHeldOut, evidence)) + "\n");
        _done.Add(pair);
    }

    /// <summary>Everything in the file, of held-out kinds or of the others.</summary>
    public IReadOnlyList<LabelledEvidence> All(bool heldOut) =>
        File.Exists(path) ? [.. File.ReadLines(path).Select(Read).Where(l => l.IsHeldOut == heldOut).SelectMany(l => l.Evidence)] : [];

    private static Line Read(string line) => JsonSerializer.Deserialize<Line>(line)!;

    private sealed record Line(string Pair, bool IsHeldOut, IReadOnlyList<LabelledEvidence> Evidence);
}
