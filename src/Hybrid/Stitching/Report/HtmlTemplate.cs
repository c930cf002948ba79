using System.Globalization;
using System.Net;
using System.Text;

namespace Hybrid.Stitching.Report;

/// <summary>A template that is built into the library, with places in double braces to fill in one pass.</summary>
internal static class HtmlTemplate
{
    /// <summary>A template with its places filled. What is filled in is not looked at again, whatever braces it has.</summary>
    /// <param name="name">File name of the template.</param>
    /// <param name="places">The HTML of each place.</param>
    public static string Fill(string name, IReadOnlyDictionary<string, string> places)
    {
        using Stream stream = typeof(HtmlTemplate).Assembly.GetManifestResourceStream("Stitching." + name)
            ?? throw new InvalidOperationException($"The library was built without {name}.");
        using var reader = new StreamReader(stream);
        string[] parts = reader.ReadToEnd().Split("{{");
        var html = new StringBuilder(parts[0]);
        foreach (string part in parts[1..])
        {
            int end = part.IndexOf("}}", StringComparison.Ordinal);
            html.Append(places[part[..end]]).Append(part, end + 2, part.Length - end - 2);
        }
        return html.ToString();
    }

    /// <summary>A table's row.</summary>
    /// <param name="marked">Whether it is to stand out.</param>
    /// <param name="cells">Text of the cells.</param>
    /// <param name="numbersFrom">The first cell that holds a number.</param>
    public static string Row(bool marked, ReadOnlySpan<string> cells, int numbersFrom = int.MaxValue)
    {
        var html = new StringBuilder(marked ? "<tr class=\"bad\">" : "<tr>");
        for (int i = 0; i < cells.Length; i++)
            html.Append(i >= numbersFrom ? "<td class=\"n\">" : "<td>").Append(WebUtility.HtmlEncode(cells[i]));
        return html.Append("</tr>").ToString();
    }

    /// <summary>A picture that lies beside the page, with its caption.</summary>
    public static string Figure(string file, string caption, string kind = "") => string.Create(CultureInfo.InvariantCulture,
        $"<figure{(kind.Length > 0 ? $" class=\"{kind}\"" : "")}><a href=\"{file}\"><img loading=\"lazy\" src=\"{file}\" alt=\"\"></a><figcaption>{WebUtility.HtmlEncode(caption)}</figcaption></figure>");
}
