using System.Text.Json;
using System.Text.Json.Nodes;
using Modelyard.Api;
using Modelyard.ApiServer;
using Modelyard.Artifacts;
using Modelyard.Library;

namespace Modelyard;

/// <summary>Has the library answer the questions that are asked as objects.</summary>
internal sealed class LibraryAnswers(RepositoryPreview preview, DeploymentPreflight preflight, Retention retention, ContentCheck content) : IQuestionAnswerer
{
    public async Task<JsonObject> AnswerAsync(KindDescriptor kind, string @namespace, JsonObject question, AdmissionVerdict rights, CancellationToken cancellationToken)
    {
        try
        {
            object answer = kind.Kind switch
            {
                nameof(ModelRepositoryPreview) => await preview.AnswerAsync(Spec<ModelRepositorySpec>(), @namespace, cancellationToken),
                nameof(RetentionPreview) => await retention.PreviewAsync(Spec<RetentionPolicySpec>(), @namespace, cancellationToken),
                nameof(ContentReview) => await content.AnswerAsync(Spec<ContentReviewSpec>(), @namespace, cancellationToken),
                _ => await preflight.AnswerAsync(
                    Spec<ModelDeploymentSpec>(), @namespace, question["metadata"]?["name"]?.ToString(), rights.Refusal, rights.Warnings, cancellationToken),
            };
            question["status"] = JsonSerializer.SerializeToNode(answer, ApiJson.Options);
            return question;
        }
        catch (Exception e) when (e is RepositoryException or FetchException)
        {
            throw new StatusException(
                new Status { Code = 422, Reason = StatusReason.Invalid, Message = $"{kind.Kind} cannot be answered: {e.Message}", Details = new StatusDetails { Group = kind.Group, Kind = kind.Kind } });
        }

        T Spec<T>() => question["spec"].Deserialize<T>(ApiJson.Options)!;
    }
}
