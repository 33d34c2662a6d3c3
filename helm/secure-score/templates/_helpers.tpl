{{- define "secure-score.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{- define "secure-score.fullname" -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 63 | trimSuffix "-" -}}
{{- else if contains $name .Release.Name -}}
{{- .Release.Name | trunc 63 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 63 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "secure-score.namespace" -}}
{{- default .Release.Namespace .Values.namespaceOverride -}}
{{- end -}}

{{- define "secure-score.selector" -}}
app.kubernetes.io/name: {{ include "secure-score.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "secure-score.labels" -}}
{{ include "secure-score.labelsAnd" (list . dict) }}
{{- end -}}

{{- /* The labels of everything, and further ones: of a list of the root and a dict, which wins over commonLabels. */ -}}
{{- define "secure-score.labelsAnd" -}}
{{- $further := last . | default dict -}}
{{- with first . -}}
{{ include "secure-score.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
{{- with merge dict $further (.Values.commonLabels | default dict) }}
{{ toYaml . }}
{{- end }}
{{- end -}}
{{- end -}}

{{- define "secure-score.serviceAccount" -}}
{{- default (include "secure-score.fullname" .) .Values.serviceAccount.name -}}
{{- end -}}

{{- define "secure-score.image" -}}
{{- $registry := default .Values.image.registry .Values.global.imageRegistry -}}
{{- $repository := ternary .Values.image.repository (printf "%s/%s" $registry .Values.image.repository) (empty $registry) -}}
{{- $tag := default .Chart.AppVersion .Values.image.tag -}}
{{- if .Values.image.digest -}}
{{- ternary (printf "%s@%s" $repository .Values.image.digest) (printf "%s:%s@%s" $repository $tag .Values.image.digest) (empty .Values.image.tag) -}}
{{- else -}}
{{- printf "%s:%s" $repository $tag -}}
{{- end -}}
{{- end -}}

{{- /* Whether the CRDs belong in the manifest: where none is there yet, or they are this release's. Those that another owns
       would have Helm refuse everything. */ -}}
{{- define "secure-score.crds" -}}
{{- $found := lookup "apiextensions.k8s.io/v1" "CustomResourceDefinition" "" "securityrecommendations.securescore.dev" -}}
{{- $owner := dig "metadata" "annotations" dict ($found | default dict) -}}
{{- if not .Values.crds.install -}}
{{- else if not $found -}}
true
{{- else if and (eq (get $owner "meta.helm.sh/release-name") .Release.Name) (eq (get $owner "meta.helm.sh/release-namespace") .Release.Namespace) -}}
true
{{- end -}}
{{- end -}}

{{- /* The kinds that the active library names, as `group/resource`, one a line. */ -}}
{{- define "secure-score.reads" -}}
{{- $policy := dict -}}
{{- range (.Values.policy | default dict).recommendations -}}
{{- $_ := set $policy .name . -}}
{{- end -}}
{{- $reads := list -}}
{{- if .Values.library.enabled -}}
{{- range $name, $facts := .Files.Get "files/reads.yaml" | fromYaml -}}
{{- $switch := get ($.Values.library.recommendations | default dict) $name | default dict -}}
{{- $override := get $policy $name | default dict -}}
{{- $stage := coalesce $override.stage $switch.stage $facts.stage "Active" -}}
{{- $left := and (hasKey $switch "enabled") (not $switch.enabled) -}}
{{- $waits := and $facts.parameter (not $override.parameters) -}}
{{- if not (or $left $waits (eq $stage "Disabled")) -}}
{{- $reads = concat $reads $facts.reads -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- range (.Values.policy | default dict).workloadKinds -}}
{{- $kind := lower .kind -}}
{{- $plural := printf "%ss" $kind -}}
{{- if regexMatch "(s|x|z|ch|sh)$" $kind -}}
{{- $plural = printf "%ses" $kind -}}
{{- else if regexMatch "[^aeiou]y$" $kind -}}
{{- $plural = printf "%sies" (trimSuffix "y" $kind) -}}
{{- end -}}
{{- $reads = append $reads (printf "%s/%s" (.group | default "") $plural) -}}
{{- end -}}
{{- range $rule := .Values.rbac.additionalReads -}}
{{- range $rule.resources -}}
{{- $reads = append $reads (printf "%s/%s" $rule.apiGroup .) -}}
{{- end -}}
{{- end -}}
{{- $reads | uniq | sortAlpha | join "\n" -}}
{{- end -}}
