using System.Text;

namespace Rewriter.Bench.Documents;

/// <summary>Pieces of scripts and of files that hold scripts.</summary>
internal static class ScriptPieces
{
    public static void Makefile(StringBuilder text, Words words, int i)
    {
        var service = words.Service();
        text.Append($"""
            # {words.Sentence(8)}
            {service.ToUpperInvariant()}_{i}_IMAGE ?= $(REGISTRY)/{service}-app:$(VERSION)
            {service.ToUpperInvariant()}_{i}_FLAGS := --region=$(REGION) --project $(PROJECT) $(if $(DEBUG),--verbose,--quiet)
            .PHONY: deploy-{service}-{i}
            deploy-{service}-{i}: build-{service} $(addprefix check-,$(REGIONS)) | login
            	@echo "Deploying {service} to $(REGION)"
            	docker build -t $({service.ToUpperInvariant()}_{i}_IMAGE) --build-arg VERSION=$(VERSION) .
            	gcloud run deploy {service}-app --image $({service.ToUpperInvariant()}_{i}_IMAGE) --region $(REGION) \
            		--set-env-vars "SERVICE={service},TOKEN=$$TOKEN"
            	for zone in a b c; do \
            		kubectl rollout status deployment/{service}-$$zone || exit 1; \
            	done


            """);
    }

    public static void Shell(StringBuilder text, Words words, int i)
    {
        var service = words.Service();
        text.Append($$"""
            # {{words.Sentence(10)}}
            deploy_{{service}}_{{i}}() {
              local image="$REGISTRY/{{service}}-app:${VERSION:-latest}" region
              for region in europe-west1 europe-west4; do
                if ! gcloud run deploy {{service}}-app --image "$image" --region "$region" --quiet; then
                  echo "deploy of {{service}} to $region failed" >&2
                  return 1
                fi
              done
              curl --silent --fail "https://{{service}}.example.com/health" | jq -r '.status' >"$LOGS/{{service}}.log"
              cat <<EOF >"/etc/{{service}}.conf"
            name = {{service}}-app
            image = $image
            EOF
            }

            """);
    }

    public static void ShortShell(StringBuilder text, Words words, int i)
    {
        var service = words.Service();
        text.Append($"cd {service}\nls -l\nA{i}=1\nexport B=$A{i}\nrm -f x.log\necho $B\ncd ..\n");
    }

    public static void Dockerfile(StringBuilder text, Words words, int i)
    {
        var service = words.Service();
        text.Append($$"""
            # {{words.Sentence(7)}}
            FROM python:3.12-slim AS {{service}}-{{i}}
            ARG VERSION=1.{{i}}
            ENV SERVICE_NAME={{service}}-app \
                PORT=8080
            WORKDIR /srv/{{service}}
            COPY --from=builder --chown=app:app /wheels /wheels
            RUN apt-get update && apt-get install -y --no-install-recommends \
                    ca-certificates curl libpq5 \
                && rm -rf /var/lib/apt/lists/*
            RUN --mount=type=cache,target=/root/.cache pip install "{{service}}==${VERSION}"
            LABEL org.opencontainers.image.title="{{service}}"
            EXPOSE 8080
            HEALTHCHECK --interval=30s CMD curl --fail http://localhost:8080/health || exit 1
            ENTRYPOINT ["python", "-m", "{{service}}"]

            """);
    }

    public static void Justfile(StringBuilder text, Words words, int i)
    {
        var service = words.Service();
        text.Append($$$"""
            # {{{words.Sentence(8)}}}
            {{{service}}}-{{{i}}}-image := registry / "{{{service}}}-app:" + version

            deploy-{{{service}}}-{{{i}}} region="europe-west1" *flags: build-{{{service}}} (check "{{{service}}}")
                @echo "Deploying {{{service}}} to {{region}}"
                gcloud run deploy {{{service}}}-app --image {{ {{{service}}}-{{{i}}}-image }} --region {{region}} {{flags}}
                if [ -n "$MIGRATE" ]; then gcloud run jobs execute {{{service}}}-migrate; fi
                docker push {{registry}}/{{{service}}}-app:latest


            """);
    }
}
