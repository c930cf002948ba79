using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Hybrid.Viewer.Results;

/// <summary>
/// A flow (.flo) or disparity (.pfm) file that a worker wrote, read in places: a point of it, or a grid that a page can show,
/// without the hundred megabytes of a large one.
/// </summary>
internal sealed class FieldFile : IDisposable
{
    private const int FloTag = 0x48454950, FloHeader = 12, LongestHeader = 64;
    private readonly FileStream _file;
    private readonly long _start;
    private readonly bool _bottomUp;
    private readonly bool _bigEndian;

    private FieldFile(FileStream file, int width, int height, int channels, long start, bool bottomUp, bool bigEndian)
    {
        (_file, Width, Height, Channels, _start, _bottomUp, _bigEndian) = (file, width, height, channels, start, bottomUp, bigEndian);
        if (width <= 0 || height <= 0 || start + 4L * channels * width * height > file.Length)
            throw new InvalidDataException("The file is shorter than its header says.");
    }

    /// <summary>Pixels in a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Values of a pixel: 2 of a flow, 1 of a disparity.</summary>
    public int Channels { get; }

    /// <summary>Opens a Middlebury .flo file: two floats a pixel, unknown above 1e9 in size.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static FieldFile OpenFlow(string path) => Open(path, file =>
    {
        Span<byte> header = stackalloc byte[FloHeader];
        file.ReadExactly(header);
        return BinaryPrimitives.ReadInt32LittleEndian(header) == FloTag
            ? new FieldFile(file, BinaryPrimitives.ReadInt32LittleEndian(header[4..]), BinaryPrimitives.ReadInt32LittleEndian(header[8..]), 2, FloHeader, false, false)
            : throw new InvalidDataException("The file is no flow.");
    });

    /// <summary>Opens a grey PFM file: a float a pixel, rows from the bottom up, unknown infinite.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static FieldFile OpenMap(string path) => Open(path, file =>
    {
        Span<byte> header = stackalloc byte[LongestHeader];
        int count = file.ReadAtLeast(header, LongestHeader, throwOnEndOfStream: false);
        string[] words = Encoding.ASCII.GetString(header[..count]).Split([' ', '\n'], 5);
        if (words is not ["Pf", var width, var height, var scale, _])
            throw new InvalidDataException("The file is no map.");
        return new FieldFile(file, int.Parse(width, CultureInfo.InvariantCulture), int.Parse(height, CultureInfo.InvariantCulture), 1,
            words.Take(4).Sum(w => w.Length + 1), true, !scale.StartsWith('-'));
    });

    /// <summary>The values of a pixel.</summary>
    public float[] At(int x, int y)
    {
        byte[] bytes = new byte[4 * Channels];
        Row(y, x, bytes);
        return [.. Enumerable.Range(0, Channels).Select(c => Value(bytes.AsSpan(4 * c)))];
    }

    /// <summary>
    /// A grid of pixels spread evenly over the field, at most so many on its longer side. Bytes: width and height of the grid, width and height of the field
    /// (32-bit integers), then the values row by row (32-bit floats), all little-endian.
    /// </summary>
    public byte[] Grid(int longSide)
    {
        double scale = Math.Min(1, (double)longSide / Math.Max(Width, Height));
        int width = Math.Max(1, (int)Math.Round(Width * scale)), height = Math.Max(1, (int)Math.Round(Height * scale));
        byte[] grid = new byte[16 + 4L * Channels * width * height], row = new byte[4 * Channels * Width];
        foreach ((int i, int value) in ((int[])[width, height, Width, Height]).Index())
            BinaryPrimitives.WriteInt32LittleEndian(grid.AsSpan(4 * i), value);
        int at = 16;
        for (int j = 0; j < height; j++)
        {
            Row(Nearest(j, height, Height), 0, row);
            for (int i = 0; i < width; i++)
            {
                int from = 4 * Channels * Nearest(i, width, Width);
                for (int c = 0; c < Channels; c++, at += 4)
                    BinaryPrimitives.WriteSingleLittleEndian(grid.AsSpan(at), Value(row.AsSpan(from + 4 * c)));
            }
        }
        return grid;
    }

    /// <inheritdoc />
    public void Dispose() => _file.Dispose();

    private static FieldFile Open(string path, Func<FileStream, FieldFile> read)
    {
        FileStream file = File.OpenRead(path);
        try
        {
            return read(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static int Nearest(int i, int of, int full) => Math.Clamp((int)Math.Round((i + 0.5) * full / of - 0.5), 0, full - 1);

    private float Value(ReadOnlySpan<byte> bytes) => _bigEndian ? BinaryPrimitives.ReadSingleBigEndian(bytes) : BinaryPrimitives.ReadSingleLittleEndian(bytes);

    private void Row(int y, int x, Span<byte> bytes)
    {
        _file.Position = _start + 4L * Channels * ((_bottomUp ? Height - 1 - y : y) * (long)Width + x);
        _file.ReadExactly(bytes);
    }
}
