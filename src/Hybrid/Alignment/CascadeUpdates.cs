using System.Globalization;

namespace Hybrid.Alignment;

/// <summary>Iterations of the cascade at its levels as text: <c>3</c>, or one number a level as in <c>3/2/1</c>.</summary>
internal static class CascadeUpdates
{
    /// <summary>What the model's card says.</summary>
    private const string Automatic = "auto";

    private const int Levels = 3;
    private const int Most = 100;

    public static bool TryParse(string text, out int[]? value)
    {
        value = null;
        if (text == Automatic)
            return true;
        string[] parts = text.Split('/');
        int[] counts = new int[parts.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out counts[i]) || counts[i] > Most)
                return false;
        }
        value = counts.Length == 1 ? [.. Enumerable.Repeat(counts[0], Levels)] : counts;
        return true;
    }

    public static string Format(int[]? value) => value is null ? Automatic : string.Join('/', value);
}
