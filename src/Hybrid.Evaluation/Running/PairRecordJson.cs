using System.Text.Json;

namespace Hybrid.Evaluation.Running;

/// <summary>Writes and reads lines of <c>pairs.ndjson</c>. Numbers round-trip exactly; a failure's value is null.</summary>
public static class PairRecordJson
{
    /// <summary>One line, ending in a line feed. Times come last, so that runs can be compared without them.</summary>
    public static byte[] Write(PairRecord record) => [.. JsonSerializer.SerializeToUtf8Bytes(DocumentOf(record), RecordJson.Plain.RecordDocument), (byte)'\n'];

    /// <summary>Reads one line.</summary>
    /// <exception cref="JsonException">It is not a record: something is missing, of another type or not finite.</exception>
    public static PairRecord Read(ReadOnlySpan<byte> line)
    {
        RecordDocument document;
        try
        {
            document = JsonSerializer.Deserialize(line, RecordJson.Plain.RecordDocument) ?? throw new JsonException("it is not an object");
        }
        catch (InvalidOperationException e)
        {
            throw new JsonException("its text is not UTF-8", e);
        }
        Require(document.Pair.Length > 0 && document.Method.Length > 0, "it names no pair or no method");
        Require(document.Status is "ok" or "failed", "its status is neither ok nor failed");
        Require(document.Homography is not { } h || (h.Length == 9 && Finite(h)), "a homography has nine finite numbers");
        Require(document.Matches is not { } m || Array.TrueForAll(m, p => p is { Length: 4 } && Finite(p)), "a match has four finite numbers");
        Require(document.Confidence is not { } c || (c >= 0 && c <= 1), "its confidence is not in 0..1");
        Require(!Array.Exists(document.Steps, s => s is null) && Finite([document.Cost.Ms, document.Cost.PeakMb, .. document.Cost.StepsMs]), "a step or a cost is damaged");
        return RecordOf(document);
    }

    private static RecordDocument DocumentOf(PairRecord record) => new()
    {
        Pair = record.Pair,
        Method = record.Method,
        Seed = record.Seed,
        Truth = record.Truth,
        Tier = record.Tier,
        Tags = record.Tags.Count == 0 ? null : string.Join(' ', record.Tags),
        Status = record.Ok ? "ok" : "failed",
        Reason = record.Reason,
        MethodUsed = record.MethodUsed,
        Error = record.Error,
        Confidence = double.IsFinite(record.Confidence) ? record.Confidence : null,
        Metrics = record.Metrics,
        Difficulty = record.Difficulty.ToDictionary(d => d.Key, d => double.IsFinite(d.Value) ? Math.Round(d.Value, 6) : (double?)null),
        Homography = record.Homography is { } h && Finite(h) ? h : null,
        Matches = record.Matches.Count == 0 ? null : [.. record.Matches],
        Steps = [.. record.Steps.Select(s => new RecordDocument.StepLine(s.Step, KebabCase.Of(s.Outcome), KebabCase.Of(s.Reason), s.Evidence))],
        Cost = new RecordDocument.CostLine(Math.Round(record.Milliseconds, 3), Math.Round(record.PeakMegabytes, 1), [.. record.Steps.Select(s => Math.Round(s.Milliseconds, 3))]),
    };

    private static PairRecord RecordOf(RecordDocument d) => new()
    {
        Pair = d.Pair,
        Method = d.Method,
        Seed = d.Seed,
        Truth = d.Truth,
        Tier = d.Tier,
        Tags = d.Tags?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [],
        Ok = d.Status == "ok",
        Reason = d.Reason,
        MethodUsed = d.MethodUsed,
        Error = d.Error,
        Confidence = d.Confidence ?? double.NaN,
        Metrics = d.Metrics,
        Difficulty = d.Difficulty.ToDictionary(f => f.Key, f => f.Value ?? double.NaN),
        Homography = d.Homography,
        Matches = d.Matches ?? [],
        Steps = [.. d.Steps.Select((s, i) => new ProvenanceStep(
            s.Step, Parse<StepOutcome>(s.Outcome) ?? throw new JsonException($"'{s.Outcome}' is no outcome of a step"), Parse<ReasonCode>(s.Reason) ?? ReasonCode.None, s.Evidence,
            i < d.Cost.StepsMs.Length ? d.Cost.StepsMs[i] : 0))],
        Milliseconds = d.Cost.Ms,
        PeakMegabytes = d.Cost.PeakMb,
    };

    private static T? Parse<T>(string kebab)
        where T : struct, Enum =>
        kebab.Length > 0 && char.IsLetter(kebab[0]) && Enum.TryParse(kebab.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out T value) ? value : null;

    private static bool Finite(double[] values) => Array.TrueForAll(values, double.IsFinite);

    private static void Require(bool holds, string problem)
    {
        if (!holds)
            throw new JsonException(problem);
    }
}
