using System.Text;

namespace Rewriter.Bench.Documents;

/// <summary>Pieces of YAML files.</summary>
internal static class YamlPieces
{
    public const string WorkflowHead = "name: deploy\non:\n  push:\n    branches: [main]\npermissions:\n  contents: read\njobs:\n";

    public static void Object(StringBuilder text, Words words, int i)
    {
        var service = words.Service();
        text.Append($"""
            ---
            # {words.Sentence(9)}
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: {service}-app-{i}
              namespace: {service}
              labels:
                app.kubernetes.io/name: {service}
                app.kubernetes.io/part-of: "shop"
            spec:
              replicas: {1 + words.Number(5)}
              selector:
                matchLabels: {'{'}app: {service}, tier: backend{'}'}
              template:
                spec:
                  serviceAccountName: {service}-runner
                  containers:
                    - name: {service}
                      image: europe-docker.pkg.dev/shop/{service}/{service}-app:1.{i}.0
                      args: ["--port", "8080", '--config=/etc/{service}/config.yaml']
                      env:
                        - name: DATABASE_URL
                          valueFrom:
                            secretKeyRef:
                              name: {service}-database
                              key: url
                        - name: LOG_LEVEL
                          value: info
                      resources:
                        limits:
                          cpu: 500m
                          memory: 512Mi

            """);
    }

    public static void Job(StringBuilder text, Words words, int i)
    {
        var service = words.Service();
        text.Append($$$"""
              {{{service}}}-{{{i}}}:
                name: Deploy {{{service}}}
                needs: [build, test]
                if: github.ref == 'refs/heads/main' && needs.build.outputs.changed == 'true'
                runs-on: ubuntu-latest
                env:
                  SERVICE_NAME: {{{service}}}-app
                  REGION: ${{ vars.REGION }}
                steps:
                  - uses: actions/checkout@v4
                    with:
                      fetch-depth: 0
                  - name: Deploy
                    run: |
                      # {{{words.Sentence(7)}}}
                      gcloud run deploy "$SERVICE_NAME" --image "$REGISTRY/{{{service}}}:${{ github.sha }}" --region "$REGION"
                      if [ -n "$MIGRATE" ]; then
                        gcloud run jobs execute {{{service}}}-migrate --wait
                      fi
                  - name: Check
                    run: curl --fail "https://{{{service}}}.example.com/health"

            """);
    }

    public static void Template(StringBuilder text, Words words, int i)
    {
        var service = words.Service();
        text.Append($$$"""
            {{- if .Values.{{{service}}}.enabled }}
            ---
            apiVersion: v1
            kind: Service
            metadata:
              name: {{ include "shop.fullname" . }}-{{{service}}}-{{{i}}}
              labels:
                {{- include "shop.labels" . | nindent 4 }}
            spec:
              type: {{ .Values.{{{service}}}.type | default "ClusterIP" }}
              ports:
                - port: {{ .Values.{{{service}}}.port }}
                  targetPort: http
              selector:
                app: {{{service}}}
            {{- end }}

            """);
    }
}
