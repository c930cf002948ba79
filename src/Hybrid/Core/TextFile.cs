using System.Text;

namespace Hybrid.Core;

/// <summary>Reads whole text files that must exist, be UTF-8 and of a sane length.</summary>
public static class TextFile
{
    /// <summary>Longer files are refused: lists and truths in text are far below.</summary>
    public const int MaxCharacters = 64 << 20;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text of a file.</summary>
    /// <exception cref="InputException">It is missing, cannot be read, is too long or is not UTF-8; the message names it.</exception>
    /// <param name="path">The file.</param>
    /// <param name="most">Most characters that it may have.</param>
    public static string Read(string path, int most = MaxCharacters)
    {
        InputFile.RequireRegular(path);
        try
        {
            using var reader = new StreamReader(path, Strict, detectEncodingFromByteOrderMarks: true);
            var text = new StringBuilder();
            char[] buffer = new char[1 << 16];
            for (int read = reader.Read(buffer); read > 0; read = reader.Read(buffer))
            {
                if (text.Length + read > most)
                    throw new InputException($"{path}: is longer than {most} characters, which no such file is; name another");
                text.Append(buffer, 0, read);
            }
            return text.ToString();
        }
        catch (DecoderFallbackException e)
        {
            throw new InputException($"{path}: is not text in UTF-8", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new InputException($"{path}: cannot be read ({e.Message})", e);
        }
    }
}
