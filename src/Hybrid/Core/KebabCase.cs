using System.Text;

namespace Hybrid.Core;

/// <summary>Names of enum members as files and messages write them: <c>TooFewMatches</c> becomes <c>too-few-matches</c>.</summary>
public static class KebabCase
{
    /// <summary>The name of a member.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum
    {
        string name = value.ToString();
        var text = new StringBuilder(name.Length + 4);
        for (int i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsAsciiLetterUpper(name[i]))
                text.Append('-');
            text.Append(char.ToLowerInvariant(name[i]));
        }
        return text.ToString();
    }
}
