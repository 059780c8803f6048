using System.Diagnostics.CodeAnalysis;

namespace FunctionApp.Core.Images.Engines;

/// <summary>A value, or the reason why there is none.</summary>
public readonly record struct ImageResult<T>
    where T : class
{
    private ImageResult(T? value, ImageFailure? failure)
    {
        Value = value;
        Failure = failure;
    }

    /// <summary>The value; null when there is a failure.</summary>
    public T? Value { get; }

    /// <summary>The reason; null when there is a value.</summary>
    public ImageFailure? Failure { get; }

    /// <summary>Tells which of the two there is.</summary>
    public bool TryGetValue([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out ImageFailure? failure)
    {
        value = Value;
        failure = Failure;
        return value is not null;
    }

    /// <summary>A success.</summary>
    public static implicit operator ImageResult<T>(T value) => new(value, failure: null);

    /// <summary>A failure.</summary>
    public static implicit operator ImageResult<T>(ImageFailure failure) => new(value: null, failure);
}
