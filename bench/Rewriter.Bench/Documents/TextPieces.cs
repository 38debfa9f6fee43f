using System.Text;

namespace Rewriter.Bench.Documents;

/// <summary>Pieces of configuration and of prose.</summary>
internal static class TextPieces
{
    public static void Markdown(StringBuilder text, Words words, int i)
    {
        var service = words.Service();
        text.Append($"""
            ## Deploy {service} {i}

            {words.Sentence(14)} `{service}-app` {words.Sentence(11)}
            {words.Sentence(12)}, see [the guide](docs/{service}.md) and **{words.Sentence(3)}**.

            - {words.Sentence(6)} `make deploy-{service}`
            - {words.Sentence(8)} https://{service}.example.com/health

            ```sh
            gcloud run deploy {service}-app --region "$REGION"
            kubectl get pods -l app={service}
            ```

            | role | name |
            |------|------|
            | service | `{service}-app` |
            | secret | {service}-database |


            """);
    }

    public static void Hcl(StringBuilder text, Words words, int i)
    {
        var service = words.Service();
        text.Append($$"""
            # {{words.Sentence(9)}}
            resource "google_cloud_run_v2_service" "{{service}}_{{i}}" {
              name     = "{{service}}-app"
              location = var.region
              labels   = merge(local.labels, { "app" = "{{service}}" })

              template {
                service_account = google_service_account.{{service}}_{{i}}.email
                containers {
                  image = "${var.registry}/{{service}}-app:${var.image_tag}"
                  env {
                    name  = "DATABASE_URL"
                    value = var.enabled ? google_secret_manager_secret.{{service}}[0].id : null
                  }
                }
              }
              depends_on = [google_project_service.run, module.network]
            }

            variable "{{service}}_{{i}}_count" {
              type    = number
              default = {{words.Number(9)}}
            }


            """);
    }

    public static void Dotenv(StringBuilder text, Words words, int i)
    {
        var service = words.Service();
        var upper = service.ToUpperInvariant();
        text.Append($$"""
            # {{words.Sentence(7)}}
            {{upper}}_{{i}}_NAME={{service}}-app
            {{upper}}_{{i}}_URL="https://{{service}}.example.com/${REGION}/v1"
            export {{upper}}_{{i}}_TOKEN='not-a-secret-{{words.Number(10_000)}}'

            """);
    }

    public static void Json(StringBuilder text, Words words, int i)
    {
        var service = words.Service();
        text.Append($$"""
              "{{service}}-{{i}}": {
                "image": "europe-docker.pkg.dev/shop/{{service}}-app:1.{{i}}.0",
                "replicas": {{words.Number(7)}},
                "enabled": true,
                "regions": ["europe-west1", "europe-west4"],
                "env": { "SERVICE_NAME": "{{service}}-app", "NOTE": "{{words.Sentence(6)}}\n" }
              },

            """);
    }

    public static void Toml(StringBuilder text, Words words, int i)
    {
        var service = words.Service();
        text.Append($$"""
            # {{words.Sentence(7)}}
            [services.{{service}}-{{i}}]
            image = "europe-docker.pkg.dev/shop/{{service}}-app:1.{{i}}.0"
            replicas = {{words.Number(7)}}
            enabled = true
            regions = ["europe-west1", "europe-west4"]
            limits = { cpu = "500m", memory = "512Mi" }
            path = '/srv/{{service}}'


            """);
    }
}
