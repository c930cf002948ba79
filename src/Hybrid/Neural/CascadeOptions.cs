namespace Hybrid.Neural;

/// <summary>How the cascade is run.</summary>
public sealed record CascadeOptions
{
    /// <summary>Iterations at 1/16, 1/8 and 1/4; null means what the model's card says.</summary>
    public IReadOnlyList<int>? Iterations { get; init; }

    /// <summary>A level ends early once an iteration changes the flow by less than this many cells on average; 0 means never.</summary>
    public double EarlyExit { get; init; } = 0.005;

    /// <summary>Level at which a given start enters: 16 or 8.</summary>
    public int StartLevel { get; init; } = 16;

    /// <summary>Whether flow is also computed from B to A, with the same features.</summary>
    public bool Backward { get; init; } = true;

    /// <summary>Whether the error scale of the flow from A to B is given beside its confidence.</summary>
    public bool Scale { get; init; }

    /// <summary>Pixels (width × height) up to which an image without a start is matched against all of the other.</summary>
    public int GlobalMatchingPixels { get; init; } = 400_000;
}
