using System.Reflection;
using FunctionApp.Core;

namespace FunctionApp.Tests.Architecture;

/// <summary>Holds the arrows between assemblies and between the folders of Core.</summary>
[TestClass]
public sealed class ArrowsTests
{
    private static readonly Assembly Core = typeof(Page<>).Assembly;
    private static readonly Assembly Local = Assembly.Load("FunctionApp.Local");

    /// <summary>What each folder of Core may use of the others. Nothing points back.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Telemetry"] = [],
        ["Orchestration"] = ["Telemetry"],
        ["Storage"] = [],
        ["Caching"] = ["Telemetry"],
        ["Dashboard"] = ["Caching"],
        ["Costs"] = ["Storage", "Telemetry"],
        ["Resilience"] = ["Orchestration", "Storage", "Caching", "Telemetry"],
        ["Gateway"] = ["Orchestration", "Storage", "Caching", "Telemetry"],
        ["Webhooks"] = ["Orchestration", "Storage", "Resilience", "Telemetry"],
        ["Images"] = ["Orchestration", "Storage", "Resilience", "Caching", "Webhooks", "Telemetry", "Costs"],
        ["Analytics"] = ["Orchestration", "Storage", "Resilience", "Caching", "Webhooks", "Telemetry", "Costs"],
        ["Operations"] = ["Orchestration", "Storage", "Gateway", "Webhooks", "Telemetry", "Costs"],
        ["Api"] = ["Images", "Analytics", "Webhooks", "Resilience", "Gateway", "Operations", "Orchestration", "Storage", "Caching", "Dashboard", "Telemetry", "Costs"],
    };

    [TestMethod]
    public void Core_knows_no_cloud_and_no_host()
    {
        var strangers = Core.GetReferencedAssemblies()
            .Select(reference => reference.Name!)
            .Where(name => !name.StartsWith("System.", StringComparison.Ordinal)
                && !name.StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal)
                && !name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal)
                && !name.StartsWith("Microsoft.IdentityModel.", StringComparison.Ordinal)
                && name is not ("netstandard" or "Microsoft.Net.Http.Headers" or "MetadataExtractor" or "Polly.Core"))
            .ToList();

        Assert.IsEmpty(strangers, string.Join(", ", strangers));
    }

    [TestMethod]
    public void The_embedded_host_references_Core_and_not_the_Azure_host()
    {
        var ours = Local.GetReferencedAssemblies().Select(reference => reference.Name).Where(name => name!.StartsWith("FunctionApp", StringComparison.Ordinal));

        CollectionAssert.AreEqual(new[] { "FunctionApp.Core" }, ours.ToArray());
    }

    [TestMethod]
    public void Inside_Core_nothing_points_back()
    {
        var forbidden = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var type in Core.GetTypes())
        {
            if (FolderOf(type) is not { } from)
            {
                continue;
            }

            Assert.IsTrue(Allowed.ContainsKey(from), $"Core has a folder '{from}' that this test does not know.");
            foreach (var used in TypesUsedBy(type))
            {
                if (FolderOf(used) is { } to && to != from && !Allowed[from].Contains(to))
                {
                    forbidden.Add($"{type.FullName} uses {used.FullName}");
                }
            }
        }

        Assert.IsEmpty(forbidden, string.Join(Environment.NewLine, forbidden));
    }

    private static string? FolderOf(Type type)
        => type.Assembly == Core && type.Namespace?.Split('.') is ["FunctionApp", "Core", var folder, ..] ? folder : null;

    /// <summary>Every type in signatures, fields, locals and calls: what the compiler had to know.</summary>
    private static IEnumerable<Type> TypesUsedBy(Type type)
    {
        const BindingFlags all = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

        var members = type.GetFields(all).Select(field => field.FieldType)
            .Concat(type.GetInterfaces())
            .Concat(type.BaseType is { } parent ? [parent] : []);
        var bodies = type.GetMethods(all).Cast<MethodBase>().Concat(type.GetConstructors(all)).SelectMany(TypesUsedBy);
        return members.Concat(bodies).SelectMany(Flatten);
    }

    private static IEnumerable<Type> TypesUsedBy(MethodBase method)
    {
        var signature = method.GetParameters().Select(parameter => parameter.ParameterType);
        var result = method is MethodInfo function ? [function.ReturnType] : Type.EmptyTypes;
        var locals = method.GetMethodBody()?.LocalVariables.Select(local => local.LocalType) ?? [];
        return signature.Concat(result).Concat(locals).Concat(InstructionOperands.TypesIn(method));
    }

    private static IEnumerable<Type> Flatten(Type type)
        => type.HasElementType
            ? Flatten(type.GetElementType()!)
            : type.IsGenericType ? type.GetGenericArguments().SelectMany(Flatten).Prepend(type.GetGenericTypeDefinition()) : [type];
}
