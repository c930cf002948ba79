using System.Globalization;
using System.Text;

namespace Hybrid.Core;

/// <summary>Makes text that quotes files and their names fit for one line of a terminal.</summary>
public static class MessageText
{
    private const int Longest = 1500;

    /// <summary>
    /// The text as one line: line breaks become spaces, other control characters but tabs (which a terminal would obey) and halves of
    /// surrogate pairs are spelt as <c>\u001b</c>, and what is very long is cut in the middle.
    /// </summary>
    /// <param name="text">Any text; null is empty.</param>
    public static string OneLine(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        var line = new StringBuilder(text.Length);
        bool broken = false;
        foreach (Rune rune in text.EnumerateRunes())
        {
            bool isBreak = rune.Value is '\n' or '\r' or 0x2028 or 0x2029;
            if (isBreak && !broken)
                line.Append(' ');
            broken = isBreak || (broken && rune.Value == ' ');
            if (broken)
                continue;
            if (rune.Value != '\t' && Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate)
                line.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}");
            else
                line.Append(rune.ToString());
        }
        string whole = line.ToString().Trim(' ');
        return whole.Length <= Longest ? whole : $"{whole[..(Longest / 2)]} … {whole[^(Longest / 2)..]}";
    }
}
