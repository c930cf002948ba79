namespace Hybrid.Evaluation.Generation.Painting;

/// <summary>What a painted surface shows.</summary>
internal enum SceneKind
{
    /// <summary>Bricks, repeated windows, signs.</summary>
    Facade,

    /// <summary>Overlapping printed posters with text and pictures on plaster.</summary>
    Posters,

    /// <summary>Leaves and twigs over each other on soil.</summary>
    Litter,

    /// <summary>Fields with crop rows, roads, houses and trees from above.</summary>
    Aerial,

    /// <summary>Pebbles of all sizes.</summary>
    Pebbles,

    /// <summary>Rows of books with lettered spines.</summary>
    Books,

    /// <summary>Ornamented tiles: nearly the same motif again and again.</summary>
    Tiles,

    /// <summary>Plaster with stains, cracks and few marks.</summary>
    Plaster,
}
