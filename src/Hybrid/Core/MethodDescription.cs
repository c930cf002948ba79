namespace Hybrid.Core;

/// <summary>A method as a catalogue lists it.</summary>
/// <param name="Name">Name in a spec.</param>
/// <param name="Summary">One line on how it works.</param>
/// <param name="Options">What may stand behind its name, in the order in which it is listed.</param>
public abstract record MethodDescription(string Name, string Summary, IReadOnlyList<MethodOption> Options)
{
    /// <summary>The option of that name, present or former; null where there is none.</summary>
    public MethodOption? Find(string option)
    {
        foreach (MethodOption candidate in Options)
        {
            if (candidate.Name == option || candidate.FormerNames.Contains(option))
                return candidate;
        }
        return null;
    }

    /// <summary>
    /// The spec with today's names of its options. What the method does not have, what is no valid value, and what it would
    /// not read given the other options' values is refused.
    /// </summary>
    /// <param name="spec">A spec of this method.</param>
    /// <param name="notice">Told in one line of each option that has another name today; null for silence.</param>
    /// <exception cref="InputException">An option is unknown, not valid or without effect.</exception>
    public MethodSpec Require(MethodSpec spec, Action<string>? notice = null)
    {
        ArgumentNullException.ThrowIfNull(spec);
        MethodSpec renamed = Renamed(spec, notice);
        foreach (string given in renamed.Options.Keys)
        {
            MethodOption option = Find(given)!;
            option.Require(renamed);
            if (Unmet(option, renamed) is { } unmet)
                throw new InputException($"option {given}={renamed.Get(given)} of method '{spec.Name}' has no effect without {unmet}");
        }
        return renamed;
    }

    /// <summary>The first condition under which an option is read that a spec does not fulfil; null where it is read.</summary>
    private OptionCondition? Unmet(MethodOption option, MethodSpec spec) => option.Conditions.FirstOrDefault(c => !Holds(c, spec));

    private bool Holds(OptionCondition condition, MethodSpec spec) =>
        Find(condition.Option) is not { } other
        || (condition.Values.Contains(other.TextIn(spec)) && Unmet(other, spec) is null)
        || (condition.Or is { } or && Holds(or, spec));

    private MethodSpec Renamed(MethodSpec spec, Action<string>? notice)
    {
        MethodSpec renamed = spec;
        foreach ((string given, string value) in spec.Options)
        {
            if (Find(given) is not { } option)
                throw new InputException(NearestName.Message($"option of method '{spec.Name}'", given, [.. Options.Select(o => o.Name)]));
            if (option.Name == given)
                continue;
            if (spec.Get(option.Name) is not null)
                throw new InputException($"option {given} of method '{spec.Name}' is the former name of {option.Name}; give one of them");
            notice?.Invoke($"option {given} of method '{spec.Name}' is now called {option.Name}; the former name goes with the next release");
            renamed = renamed.Without([given]).With(option.Name, value);
        }
        return renamed;
    }
}
