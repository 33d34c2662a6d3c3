{{/*
The groups of a file of rules, with what the values change about its alerts.
Takes `file`, the text of the file, and `values`, those of metrics.prometheusRule. What is left of a file may be nothing.
*/}}
{{- define "secure-score.ruleGroups" -}}
{{- $values := .values }}
{{- $alerts := $values.alerts | default dict }}
{{- $groups := list }}
{{- range (fromYaml .file).groups }}
  {{- $rules := list }}
  {{- range $rule := .rules }}
    {{- if hasKey $rule "alert" }}
      {{- $change := get $alerts $rule.alert | default dict }}
      {{- if dig "enabled" true $change }}
        {{- with $change.severity }}
          {{- $_ := set $rule.labels "severity" . }}
        {{- end }}
        {{- with $change.for }}
          {{- $_ := set $rule "for" . }}
        {{- end }}
        {{- with $change.keepFiringFor }}
          {{- $_ := set $rule "keep_firing_for" . }}
        {{- end }}
        {{- if hasKey $change "threshold" }}
          {{- $number := printf "%v # threshold" $change.threshold }}
          {{- $_ := set $rule "expr" (regexReplaceAll "[0-9.]+ # threshold" $rule.expr $number) }}
        {{- end }}
        {{- with $values.runbookUrl }}
          {{- $_ := set $rule.annotations "runbook_url" (printf "%s#%s" . (lower $rule.alert)) }}
        {{- end }}
        {{- $rules = append $rules $rule }}
      {{- end }}
    {{- else }}
      {{- $rules = append $rules $rule }}
    {{- end }}
  {{- end }}
  {{- if $rules }}
    {{- $groups = append $groups (dict "name" .name "rules" $rules) }}
  {{- end }}
{{- end }}
{{- if $groups }}
{{- toYaml $groups }}
{{- end }}
{{- end }}
