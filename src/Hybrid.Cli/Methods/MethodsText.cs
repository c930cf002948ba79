namespace Hybrid.Cli.Methods;

/// <summary>Methods for people.</summary>
internal static class MethodsText
{
    /// <summary>Prints methods, in one line each or with their options.</summary>
    public static void Print(TextWriter output, IReadOnlyList<MethodKind> kinds, bool withOptions)
    {
        foreach (MethodKind kind in kinds)
        {
            output.WriteLine($"{kind.Name} (for {kind.Commands})");
            int width = kind.Methods.Max(m => m.Name.Length);
            foreach (MethodDescription method in kind.Methods)
            {
                output.WriteLine($"  {method.Name.PadRight(width)}  {method.Summary}{(method.Name == kind.Default ? " (by default)" : "")}");
                if (withOptions)
                    PrintOptions(output, method);
            }
            output.WriteLine();
        }
        output.WriteLine(withOptions
            ? "Options follow the method's name: --method 'NAME:option=value;option=value'."
            : "'hybrid methods NAME' lists the options of a method.");
    }

    private static void PrintOptions(TextWriter output, MethodDescription method)
    {
        if (method.Options.Count == 0)
            output.WriteLine("      no options");
        foreach (MethodOption option in method.Options)
        {
            output.WriteLine($"      {option.Name}={option.DefaultText}  {option.Help}");
            string conditions = string.Concat(option.Conditions.Select(c => $"; read with {c}"));
            string former = option.FormerNames.Count == 0 ? "" : $"; formerly {string.Join(", ", option.FormerNames)}";
            output.WriteLine($"          {option.Values}{conditions}{former}");
        }
    }
}
