using System.Globalization;

namespace Hybrid.Geometry;

public readonly partial record struct Homography
{
    private static readonly char[] _separators = [' ', '\t', '\r', '\n', ',', ';', '[', ']', '(', ')'];

    /// <summary>Three lines of three numbers, invariant, precise enough to be read back exactly.</summary>
    public string ToText() => string.Create(
        CultureInfo.InvariantCulture, $"{M11:R} {M12:R} {M13:R}\n{M21:R} {M22:R} {M23:R}\n{M31:R} {M32:R} {M33:R}\n");

    /// <summary>
    /// Reads nine numbers, row-major, separated by white space, commas, semicolons or brackets. From # or % to the end
    /// of a line is a comment.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="homography">What was read, as written: not normalised.</param>
    /// <param name="problem">What is wrong with the text, in one line; empty on success.</param>
    public static bool TryParse(string? text, out Homography homography, out string problem) => TryParse(text, out homography, out problem, out _);

    /// <summary>As the other, and says where a word stands that is no number.</summary>
    /// <param name="text">The text.</param>
    /// <param name="homography">What was read, as written: not normalised.</param>
    /// <param name="problem">What is wrong with the text, in one line; empty on success.</param>
    /// <param name="line">Number of the line with the word that is no number, from 1; 0 where there is none.</param>
    internal static bool TryParse(string? text, out Homography homography, out string problem, out int line)
    {
        homography = default;
        line = 0;
        Span<double> numbers = stackalloc double[9];
        int count = 0;
        foreach (string row in (text ?? "").Split('\n'))
        {
            line++;
            int comment = row.AsSpan().IndexOfAny('#', '%');
            foreach (string word in (comment < 0 ? row : row[..comment]).Split(_separators, StringSplitOptions.RemoveEmptyEntries))
            {
                if (!double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) || !double.IsFinite(number))
                {
                    problem = $"'{Shortened(word)}' is not a finite number";
                    return false;
                }
                if (count < 9)
                    numbers[count] = number;
                count++;
            }
        }
        line = 0;
        problem = count == 9 ? "" : Text($"a homography has 9 numbers, not {count}");
        if (count == 9)
            homography = FromRowMajor(numbers);
        return count == 9;
    }

    /// <summary>As <see cref="TryParse(string?, out Homography, out string)"/>, where text that is no homography is an error.</summary>
    /// <exception cref="InputException">The text does not hold nine finite numbers.</exception>
    public static Homography Parse(string text) =>
        TryParse(text, out Homography h, out string problem) ? h : throw new InputException($"Not a homography: {problem}.");

    private static string Shortened(string word) => word.Length <= 20 ? word : word[..20] + "…";
}
