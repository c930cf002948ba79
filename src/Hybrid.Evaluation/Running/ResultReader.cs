using System.Text.Json;

namespace Hybrid.Evaluation.Running;

/// <summary>Receives one record.</summary>
/// <param name="line">Valid during the call only.</param>
public delegate void ResultVisitor(in ResultLine line);

/// <summary>
/// Reads <c>pairs.ndjson</c> front to back without building objects for what is not asked for: hundreds of thousands of
/// records take seconds.
/// </summary>
public static class ResultReader
{
    private const int BufferSize = 1 << 20;

    /// <summary>Visits every complete record.</summary>
    /// <param name="stream">Positioned anywhere; read from the start.</param>
    /// <param name="file">Its name in messages.</param>
    /// <param name="visit">Called once a record.</param>
    /// <returns>Where the last complete record ends; what follows is a line whose writer died.</returns>
    /// <exception cref="InputException">A line that is not the last one is damaged.</exception>
    public static long Read(Stream stream, string file, ResultVisitor visit)
    {
        stream.Position = 0;
        byte[] buffer = new byte[BufferSize];
        int filled = 0;
        long start = 0;
        int number = 0;
        var scratch = new LineScratch();
        while (true)
        {
            int read = stream.Read(buffer, filled, buffer.Length - filled);
            if (read == 0)
                return start;
            filled += read;
            int used = 0;
            while (buffer.AsSpan(used, filled - used).IndexOf((byte)'\n') is >= 0 and var length)
            {
                number++;
                ReadOnlySpan<byte> line = buffer.AsSpan(used, length);
                if (!TryVisit(line, start, file, number, scratch, visit))
                {
                    bool last = stream.Position == stream.Length && used + length + 1 == filled;
                    return last ? start : throw new InputException($"{file}:{number}: the record is damaged; remove the line to continue");
                }
                used += length + 1;
                start += length + 1;
            }
            buffer.AsSpan(used, filled - used).CopyTo(buffer);
            filled -= used;
            if (filled == buffer.Length)
                Array.Resize(ref buffer, buffer.Length * 2);
        }
    }

    /// <summary>Visits every complete record of a run folder.</summary>
    /// <exception cref="InputException">There is no such file, or it is damaged.</exception>
    public static void ReadFolder(string folder, ResultVisitor visit)
    {
        string file = Path.Combine(folder, RunFolder.PairsFile);
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            Read(stream, file, visit);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{file}: cannot be read ({e.Message})", e);
        }
    }

    private static bool TryVisit(ReadOnlySpan<byte> line, long position, string file, int number, LineScratch scratch, ResultVisitor visit)
    {
        ResultLine parsed;
        try
        {
            parsed = scratch.Parse(line, position, file, number);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            return false;
        }
        visit(parsed);
        return true;
    }

    /// <summary>Reused between lines: consecutive records carry the same names, so that most strings are found, not made.</summary>
    private sealed class LineScratch
    {
        private readonly Dictionary<string, string> _interned = new(StringComparer.Ordinal);
        private string[] _names = new string[16];
        private double[] _values = new double[16];
        private string _pair = "";
        private string _method = "";
        private string _truth = "";
        private string _tier = "";
        private string _tags = "";

        public ResultLine Parse(ReadOnlySpan<byte> line, long position, string file, int number)
        {
            var json = new Utf8JsonReader(line);
            bool ok = false, complete = false, tagged = false;
            int seed = 0, count = 0;
            double confidence = double.NaN, ms = 0, peak = 0;
            Expect(ref json, JsonTokenType.StartObject);
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                if (json.ValueTextEquals("pair"u8))
                    Text(ref json, ref _pair);
                else if (json.ValueTextEquals("method"u8))
                    Text(ref json, ref _method);
                else if (json.ValueTextEquals("truth"u8))
                    Text(ref json, ref _truth);
                else if (json.ValueTextEquals("tier"u8))
                    Text(ref json, ref _tier);
                else if (json.ValueTextEquals("tags"u8))
                {
                    Text(ref json, ref _tags);
                    tagged = true;
                }
                else if (json.ValueTextEquals("seed"u8))
                    seed = json.Read() ? json.GetInt32() : 0;
                else if (json.ValueTextEquals("status"u8))
                    ok = json.Read() && json.ValueTextEquals("ok"u8);
                else if (json.ValueTextEquals("confidence"u8))
                    confidence = json.Read() ? json.GetDouble() : double.NaN;
                else if (json.ValueTextEquals("metrics"u8))
                    count = Metrics(ref json);
                else if (json.ValueTextEquals("cost"u8))
                {
                    Cost(ref json, out ms, out peak);
                    complete = true;
                }
                else
                {
                    json.Read();
                    json.Skip();
                }
            }
            if (json.TokenType != JsonTokenType.EndObject || !complete || _pair.Length == 0 || _method.Length == 0)
                throw new JsonException("the record is not complete");
            return new ResultLine
            {
                Pair = _pair, Method = _method, Seed = seed, Truth = _truth, Tier = _tier, Ok = ok, Confidence = confidence,
                Milliseconds = ms, PeakMegabytes = peak, Names = _names.AsSpan(0, count), Values = _values.AsSpan(0, count), Json = line, Position = position, File = file, Number = number,
                Tags = tagged ? _tags : "",
            };
        }

        private int Metrics(ref Utf8JsonReader json)
        {
            Expect(ref json, JsonTokenType.StartObject);
            int count = 0;
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                if (count == _names.Length)
                {
                    Array.Resize(ref _names, 2 * count);
                    Array.Resize(ref _values, 2 * count);
                }
                if (_names[count] is null || !json.ValueTextEquals(_names[count]))
                {
                    string name = json.GetString()!;
                    if (!_interned.TryGetValue(name, out string? known))
                        _interned[name] = known = name;
                    _names[count] = known;
                }
                json.Read();
                _values[count++] = json.TokenType == JsonTokenType.Null ? double.PositiveInfinity : Finite(json.GetDouble());
            }
            return count;
        }

        private static void Cost(ref Utf8JsonReader json, out double ms, out double peak)
        {
            (ms, peak) = (0, 0);
            Expect(ref json, JsonTokenType.StartObject);
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                bool isMs = json.ValueTextEquals("ms"u8), isPeak = json.ValueTextEquals("peak_mb"u8);
                json.Read();
                if (isMs)
                    ms = Finite(json.GetDouble());
                else if (isPeak)
                    peak = Finite(json.GetDouble());
                else
                    json.Skip();
            }
        }

        private static void Text(ref Utf8JsonReader json, ref string field)
        {
            Expect(ref json, JsonTokenType.String);
            if (!json.ValueTextEquals(field))
                field = json.GetString()!;
        }

        private static double Finite(double value) => double.IsFinite(value) ? value : throw new JsonException("a number is not finite");

        private static void Expect(ref Utf8JsonReader json, JsonTokenType type)
        {
            if (!json.Read() || json.TokenType != type)
                throw new JsonException("the record is not complete");
        }
    }
}
