namespace Hybrid.Fuzz;

/// <summary>Changes a valid file a little, as AFL's havoc stage does (Zalewski, 2014): bits, bytes, numbers at their limits, blocks, splices, words.</summary>
/// <param name="seeds">Valid files, none empty.</param>
public sealed class Mutator(IReadOnlyList<byte[]> seeds)
{
    private const int LargestFile = 1 << 16;
    private static readonly long[] Limits = [0, 1, -1, 2, 16, 64, 100, 127, 128, 255, 256, 1000, 32767, 32768, 65535, 65536, int.MaxValue, uint.MaxValue, int.MinValue, long.MaxValue];

    private static readonly string[] Words =
    [
        "null", "true", "{}", "[]", "\"\"", "\"", "'", ",", ";", ":", "- ", "\n", "\r\n", "\t", "\0", "NaN", "nan", "inf", "-inf", "1e400", "-1", "0",
        "99999999999999999999", "0x10", "../", "/dev/zero", "&a", "*a", "<<: *a", "!!binary", "%YAML 1.2", "---", "#", "\\u0000", "\\", "{", "}", "[", "]",
        "[[[[[[[[[[[[[[[[", "{\"a\":{\"a\":{\"a\":", "=", "cam0", "<", ">", "&lt;", "\u001b[31m", "\ufeff", "é",
    ];

    /// <summary>A mutated file: the same for the same number.</summary>
    /// <param name="number">Seed of every choice.</param>
    public byte[] Make(int number)
    {
        var random = new Random(unchecked(number * 397 ^ 0x5bd1e995));
        List<byte> file = [.. seeds[random.Next(seeds.Count)]];
        for (int change = 1 << random.Next(5); change > 0; change--)
            Change(file, random);
        return file.Count > LargestFile ? [.. file.Take(LargestFile)] : [.. file];
    }

    private void Change(List<byte> file, Random random)
    {
        if (file.Count == 0)
        {
            file.Add((byte)random.Next(256));
            return;
        }
        int at = random.Next(file.Count);
        switch (random.Next(10))
        {
            case 0:
                file[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                file[at] = (byte)random.Next(256);
                break;
            case 2:
                Overwrite(file, at, Number(random));
                break;
            case 3:
                file.RemoveRange(at, random.Next(1, Math.Min(64, file.Count - at) + 1));
                break;
            case 4:
                file.InsertRange(at, file.GetRange(at, random.Next(1, Math.Min(64, file.Count - at) + 1)));
                break;
            case 5:
                file.RemoveRange(at, file.Count - at);
                break;
            case 6:
                byte[] other = seeds[random.Next(seeds.Count)];
                int from = random.Next(other.Length);
                file.RemoveRange(at, file.Count - at);
                file.AddRange(other.AsSpan(from).ToArray());
                break;
            case 7:
                ReplaceNumber(file, at, random);
                break;
            default:
                file.InsertRange(at, System.Text.Encoding.UTF8.GetBytes(Words[random.Next(Words.Length)]));
                break;
        }
    }

    private static byte[] Number(Random random)
    {
        byte[] bytes = BitConverter.GetBytes(Limits[random.Next(Limits.Length)])[..(1 << random.Next(4))];
        if (random.Next(2) == 0)
            Array.Reverse(bytes);
        return bytes;
    }

    private static void Overwrite(List<byte> file, int at, byte[] bytes)
    {
        for (int i = 0; i < bytes.Length && at + i < file.Count; i++)
            file[at + i] = bytes[i];
    }

    // A number in a text is a count, a size or an index: one at its limit in its place.
    private static void ReplaceNumber(List<byte> file, int at, Random random)
    {
        int start = file.FindIndex(at, b => b is >= (byte)'0' and <= (byte)'9');
        if (start < 0)
            return;
        int end = start;
        while (end < file.Count && file[end] is >= (byte)'0' and <= (byte)'9')
            end++;
        file.RemoveRange(start, end - start);
        file.InsertRange(start, System.Text.Encoding.ASCII.GetBytes(Limits[random.Next(Limits.Length)].ToString(System.Globalization.CultureInfo.InvariantCulture)));
    }
}
