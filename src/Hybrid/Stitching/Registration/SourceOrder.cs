using System.Globalization;

namespace Hybrid.Stitching.Registration;

/// <summary>The order in which images are worked on, whatever the order in which they are given: by name, numbers as numbers.</summary>
internal sealed class SourceOrder : IComparer<string>
{
    /// <summary>The images in canonical order.</summary>
    public static SourceImage[] Sort(IEnumerable<SourceImage> sources) => [.. sources.OrderBy(s => s.Name, new SourceOrder())];

    /// <inheritdoc />
    public int Compare(string? x, string? y)
    {
        (x, y) = (x ?? "", y ?? "");
        int i = 0, j = 0;
        while (i < x.Length && j < y.Length)
        {
            if (char.IsAsciiDigit(x[i]) && char.IsAsciiDigit(y[j]))
            {
                int a = i, b = j;
                while (i < x.Length && char.IsAsciiDigit(x[i])) i++;
                while (j < y.Length && char.IsAsciiDigit(y[j])) j++;
                int c = System.Numerics.BigInteger.Parse(x[a..i], CultureInfo.InvariantCulture).CompareTo(System.Numerics.BigInteger.Parse(y[b..j], CultureInfo.InvariantCulture));
                if (c != 0)
                    return c;
            }
            else if (x[i] != y[j])
            {
                return x[i].CompareTo(y[j]);
            }
            else
            {
                (i, j) = (i + 1, j + 1);
            }
        }
        int rest = (x.Length - i).CompareTo(y.Length - j);
        return rest != 0 ? rest : string.CompareOrdinal(x, y);
    }
}
