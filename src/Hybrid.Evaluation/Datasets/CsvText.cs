using System.Text;

namespace Hybrid.Evaluation.Datasets;

/// <summary>Splits CSV into fields: quoted fields may hold separators, line ends and doubled quotes (RFC 4180).</summary>
internal static class CsvText
{
    /// <summary>The rows with the line on which each begins; rows without any text are left out.</summary>
    /// <exception cref="FormatException">A quoted field is not closed.</exception>
    public static IEnumerable<(int Line, IReadOnlyList<string> Fields)> Rows(string text, char separator)
    {
        int i = text.StartsWith('\uFEFF') ? 1 : 0, line = 1;
        while (i < text.Length)
        {
            int first = line;
            var fields = new List<string>();
            bool more = true;
            while (more)
                fields.Add(Field(text, separator, ref i, ref line, out more));
            if (fields.Exists(f => f.Length > 0))
                yield return (first, fields);
        }
    }

    private static string Field(string text, char separator, ref int i, ref int line, out bool more)
    {
        var field = new StringBuilder();
        bool quoted = false;
        int opened = line;
        for (; i < text.Length; i++)
        {
            char c = text[i];
            line += c == '\n' ? 1 : 0;
            if (c == '"' && quoted && i + 1 < text.Length && text[i + 1] == '"')
                field.Append(text[i++]);
            else if (c == '"' && (quoted || field.ToString().Trim().Length == 0))
                quoted = !quoted;
            else if (!quoted && (c == separator || c == '\n'))
                break;
            else
                field.Append(c);
        }
        if (quoted)
            throw new FormatException($"the quote opened in line {opened} is not closed");
        more = i < text.Length && text[i] == separator;
        i++;
        return field.ToString().Trim();
    }
}
