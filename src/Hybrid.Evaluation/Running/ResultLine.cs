using System.Text.Json;

namespace Hybrid.Evaluation.Running;

/// <summary>The part of a record that summaries need. Valid only during the callback that receives it.</summary>
public readonly ref struct ResultLine
{
    /// <summary>Dataset and pair.</summary>
    public required string Pair { get; init; }

    /// <summary>Method spec.</summary>
    public required string Method { get; init; }

    /// <summary>Seed.</summary>
    public required int Seed { get; init; }

    /// <summary>Kind of ground truth.</summary>
    public required string Truth { get; init; }

    /// <summary>Difficulty tier.</summary>
    public required string Tier { get; init; }

    /// <summary>Whether the method stands by its answer.</summary>
    public required bool Ok { get; init; }

    /// <summary>Confidence; NaN for none.</summary>
    public required double Confidence { get; init; }

    /// <summary>Time of the method, ms.</summary>
    public required double Milliseconds { get; init; }

    /// <summary>Peak memory, MB.</summary>
    public required double PeakMegabytes { get; init; }

    /// <summary>Names of the measured values.</summary>
    public required ReadOnlySpan<string> Names { get; init; }

    /// <summary>The measured values; infinite for a failure.</summary>
    public required ReadOnlySpan<double> Values { get; init; }

    /// <summary>The whole line, without its line feed.</summary>
    public required ReadOnlySpan<byte> Json { get; init; }

    /// <summary>Byte position of the line in its file.</summary>
    public required long Position { get; init; }

    /// <summary>Name of the file.</summary>
    public required string File { get; init; }

    /// <summary>Number of the line, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>Words of the pair by which figures are grouped, separated by blanks.</summary>
    public required string Tags { get; init; }

    /// <summary>The whole record.</summary>
    /// <exception cref="InputException">A part that summaries do not read is damaged; the message names the line.</exception>
    public PairRecord ToRecord()
    {
        try
        {
            return PairRecordJson.Read(Json);
        }
        catch (JsonException e)
        {
            throw new InputException($"{File}:{Number}: the record is damaged ({e.Message.Split('\n')[0].TrimEnd('.', '\r')}); remove the line to continue", e);
        }
    }
}
