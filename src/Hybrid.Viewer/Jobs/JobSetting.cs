using System.Globalization;

namespace Hybrid.Viewer.Jobs;

/// <summary>A field of a request that becomes an option of the command line.</summary>
/// <param name="Name">Name of the field.</param>
/// <param name="Option">The option.</param>
/// <param name="Words">The values that it may have; none where it is a whole number.</param>
internal sealed record JobSetting(string Name, string Option, params IReadOnlyList<string> Words)
{
    private const int LargestNumber = 100_000;

    /// <summary>Refuses a value that is none of the words, or no number.</summary>
    /// <exception cref="InputException">It is not allowed.</exception>
    public string Require(string value)
    {
        if (Words.Count > 0)
            return Words.Contains(value) ? value : throw new InputException(NearestName.Message($"value of {Name}", value, Words));
        return int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && Math.Abs(number) <= LargestNumber
            ? number.ToString(CultureInfo.InvariantCulture)
            : throw new InputException($"{Name} must be a whole number");
    }
}
