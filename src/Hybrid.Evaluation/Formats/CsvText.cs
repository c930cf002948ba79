using CsvHelper;

namespace Hybrid.Evaluation.Formats;

/// <summary>CSV as RFC 4180 has it; lines that begin with <c>#</c> are comments.</summary>
internal static class CsvText
{
    private const int MaxRecord = 1 << 20;

    /// <summary>The rows of a text; rows without any content are left out.</summary>
    /// <param name="path">Its file, for messages.</param>
    /// <param name="text">The content.</param>
    /// <param name="delimiter">What separates fields.</param>
    /// <exception cref="InputException">A quote is not closed or a row is too long; the message names the line.</exception>
    public static IReadOnlyList<CsvRow> Read(string path, string text, char delimiter)
    {
        var options = new CsvReaderOptions
        {
            Separator = delimiter,
            HasHeader = false,
            CommentPrefix = '#',
            TrimWhitespace = true,
            MalformedData = CsvMalformedDataHandling.Throw,
            MaxRecordSize = MaxRecord,
            TrackLineNumbers = true,
        };
        var rows = new List<CsvRow>();
        try
        {
            using CsvReader reader = CsvReader.FromText(text, options);
            while (reader.Read())
            {
                string[] fields = [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)];
                if (Array.Exists(fields, f => f.Length > 0))
                    rows.Add(new CsvRow((int)reader.LineNumber, fields));
            }
        }
        catch (CsvFormatException e)
        {
            throw new InputException($"{path}:{e.LineNumber}: is not CSV: a quote is not closed or stands inside a field, or the row is longer than {MaxRecord >> 20} MB", e);
        }
        return rows;
    }

    /// <summary>A writer of rows with line feeds at their ends; leaves <paramref name="writer"/> open.</summary>
    public static CsvWriter Writer(TextWriter writer) => CsvWriter.Create(writer, CsvWriterOptions.Default with { NewLine = "\n" }, leaveOpen: true);
}
