using System.Globalization;
using Hybrid.Imaging;
using OpenCvSharp;

namespace Hybrid.Restoration;

/// <summary>
/// A point spread function: blurred(x) = Σ kernel(d) · sharp(x − d), d from the kernel's centre ((width − 1)/2 and
/// (height − 1)/2, rounded down). Values are not negative and sum to one.
/// </summary>
public sealed class BlurKernel
{
    /// <summary>The longest side that is accepted.</summary>
    public const int MaxSide = 255;

    // Far above the numbers of the largest kernel.
    private const int LongestText = 1 << 22;

    private readonly float[] _values;

    /// <summary>Creates a kernel and divides it by its sum.</summary>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="values">Row-major, finite, not negative, with a sum above zero.</param>
    /// <exception cref="ArgumentException">The values are no kernel.</exception>
    public BlurKernel(int width, int height, IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (Problem(width, height, values) is { } problem)
            throw new ArgumentException(problem, nameof(values));
        double sum = values.Sum();
        Width = width;
        Height = height;
        _values = [.. values.Select(v => (float)(v / sum))];
    }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Row-major values of sum one.</summary>
    public ReadOnlySpan<float> Values => _values;

    /// <summary>Reads a kernel: a text file with one row of numbers a line, or a grey picture of it.</summary>
    /// <param name="path">The file; a name that ends in .txt, .csv or .tsv is text.</param>
    /// <exception cref="InputException">It is missing or no kernel.</exception>
    public static BlurKernel Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        (int width, int height, double[] values) =
            Path.GetExtension(path).ToLowerInvariant() is ".txt" or ".csv" or ".tsv" ? ReadText(path) : ReadPicture(path);
        return Problem(width, height, values) is { } problem
            ? throw new InputException($"'{path}' is no blur kernel: {problem}")
            : new BlurKernel(width, height, values);
    }

    /// <summary>The kernel as a matrix for <c>Cv2.Filter2D</c>, which correlates: turned by 180°. Owned by the caller.</summary>
    public Mat ToFilter()
    {
        var turned = (float[])_values.Clone();
        Array.Reverse(turned);
        using Mat view = Mat.FromPixelData(Height, Width, MatType.CV_32FC1, turned);
        return view.Clone();
    }

    /// <summary>Where the centre lies in <see cref="ToFilter"/>.</summary>
    public Point FilterAnchor() => new(Width / 2, Height / 2);

    private static (int Width, int Height, double[] Values) ReadText(string path)
    {
        string[] lines = TextFile.Read(path, LongestText).Split('\n');
        var rows = new List<double[]>();
        foreach (string line in lines.Where(l => !string.IsNullOrWhiteSpace(l)).Take(MaxSide + 1))
        {
            string[] words = line.Split([' ', '\t', '\r', ',', ';'], StringSplitOptions.RemoveEmptyEntries);
            var row = new double[words.Length];
            for (int i = 0; i < words.Length; i++)
            {
                if (!double.TryParse(words[i], NumberStyles.Float, CultureInfo.InvariantCulture, out row[i]))
                    throw new InputException($"'{path}' is no blur kernel: '{(words[i].Length > 20 ? words[i][..20] : words[i])}' in row {rows.Count + 1} is not a number");
            }
            if (rows.Count > 0 && row.Length != rows[0].Length)
                throw new InputException($"'{path}' is no blur kernel: row {rows.Count + 1} has {row.Length} numbers, the first {rows[0].Length}");
            rows.Add(row);
        }
        return (rows.Count == 0 ? 0 : rows[0].Length, rows.Count, [.. rows.SelectMany(r => r)]);
    }

    private static (int Width, int Height, double[] Values) ReadPicture(string path)
    {
        using Mat picture = ImageReader.Read(path, new ImageReadOptions { Color = ImageColor.Gray });
        using var floats = new Mat();
        picture.ConvertTo(floats, MatType.CV_32F);
        floats.GetArray(out float[] values);
        return (picture.Width, picture.Height, [.. values.Select(v => (double)v)]);
    }

    private static string? Problem(int width, int height, IReadOnlyList<double> values)
    {
        if (width is < 1 or > MaxSide || height is < 1 or > MaxSide)
            return $"it is {width}x{height}, and sides from 1 to {MaxSide} are possible";
        if (values.Count != width * height)
            return $"it has {values.Count} values for {width}x{height}";
        if (!values.All(v => double.IsFinite(v) && v >= 0))
            return "it has values that are negative or not finite";
        return values.Sum() > 0 ? null : "all its values are zero";
    }
}
