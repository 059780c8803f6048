namespace FunctionApp.Core.Gateway;

/// <summary>Operations that share a client's rate limit, because they cost about the same.</summary>
public enum RateClass
{
    /// <summary>Never limited: the platform asks for health, and must get an answer.</summary>
    Unlimited,

    /// <summary>Reads of what is stored.</summary>
    Read,

    /// <summary>Small changes and commands.</summary>
    Write,

    /// <summary>Uploads of images and of events: long bodies, and work that follows.</summary>
    Ingest,

    /// <summary>Questions whose answer must be computed: transforms, searches, reports.</summary>
    Compute,
}
