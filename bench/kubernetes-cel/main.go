// Kubernetes' own evaluator, or plain cel-go, on the expressions and inputs that bench/cel writes.
//
// Usage: kubernetes-cel kubernetes|cel-go TASK OUTCOMES WARM-UP-SECONDS SECONDS
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strconv"
	"syscall"

	"github.com/google/cel-go/cel"
	"github.com/google/cel-go/common/types"
	"github.com/google/cel-go/common/types/ref"
	"github.com/google/cel-go/ext"
	"github.com/google/cel-go/interpreter"
	"k8s.io/apimachinery/pkg/util/version"
	celconfig "k8s.io/apiserver/pkg/apis/cel"
	"k8s.io/apiserver/pkg/cel/environment"
	"k8s.io/apiserver/pkg/cel/lazy"
	"k8s.io/apiserver/pkg/cel/library"
)

type task struct {
	Rules []struct {
		Name         string
		PerContainer bool
		Variables    map[string]string
		Conditions   []string
		Checks       []string
		Params       map[string]any
	}
	Inputs []struct {
		Object, PodSpec, PodMetadata, NamespaceObject map[string]any
		Containers                                    []any
		Asked                                         []int
	}
}

type rule struct {
	perContainer bool
	variables    map[string]cel.Program
	conditions   []cel.Program
	checks       []cel.Program
	params       map[string]any
}

// activation binds the names of one rule before one site, as that of admission does.
type activation struct {
	names     map[string]any
	variables *lazy.MapValue
}

func (a *activation) ResolveName(name string) (any, bool) {
	if name == "variables" {
		return a.variables, true
	}
	value, found := a.names[name]
	return value, found
}

func (a *activation) Parent() interpreter.Activation { return nil }

// evaluator compiles and runs; budgets are what tells the two apart.
type evaluator struct {
	environment *cel.Env
	options     []cel.ProgramOption
	budgeted    bool
}

var errOutOfBudget = errors.New("out of budget")

var names = []string{"object", "podSpec", "podMetadata", "containers", "container", "namespaceObject", "params"}

func declarations() []cel.EnvOption {
	options := []cel.EnvOption{cel.Variable("variables", cel.MapType(cel.StringType, cel.DynType))}
	for _, name := range names {
		options = append(options, cel.Variable(name, cel.DynType))
	}
	return options
}

// kubernetes is the environment of ValidatingAdmissionPolicy in 1.37, with its cost tracking and limits.
func kubernetes() evaluator {
	set, err := environment.MustBaseEnvSet(version.MajorMinor(1, 37)).Extend(
		environment.VersionedOptions{IntroducedVersion: version.MajorMinor(1, 0), EnvOptions: declarations()},
		environment.StrictCostOpt)
	must(err)
	env, err := set.Env(environment.StoredExpressions)
	must(err)
	return evaluator{env, []cel.ProgramOption{cel.InterruptCheckFrequency(celconfig.CheckFrequency)}, true}
}

// celGo has the functions that the expressions need, and no budget at all.
func celGo() evaluator {
	env, err := cel.NewEnv(append(declarations(),
		cel.OptionalTypes(), cel.CrossTypeNumericComparisons(true),
		ext.Strings(ext.StringsVersion(2)), ext.Sets(), ext.TwoVarComprehensions(), ext.Lists(ext.ListsVersion(3)),
		environment.UnversionedLib(library.URLs), environment.UnversionedLib(library.Regex),
		environment.UnversionedLib(library.Quantity), environment.UnversionedLib(library.IP),
		environment.UnversionedLib(library.CIDR), environment.UnversionedLib(library.Format),
		library.SemverLib(library.SemverVersion(1)), library.Lists(library.ListsVersion(1)))...)
	must(err)
	return evaluator{env, []cel.ProgramOption{cel.EvalOptions(cel.OptOptimize)}, false}
}

func (e evaluator) compile(rule, expression string) cel.Program {
	ast, issues := e.environment.Compile(expression)
	if issues.Err() != nil {
		must(fmt.Errorf("%s: %s: %w", rule, expression, issues.Err()))
	}
	program, err := e.environment.Program(ast, e.options...)
	must(err)
	return program
}

// run evaluates one expression; budget is what is left for the rule before the input.
func (e evaluator) run(program cel.Program, names *activation, budget *int64) (ref.Val, error) {
	if !e.budgeted {
		value, _, err := program.Eval(names)
		return value, err
	}
	value, details, err := program.ContextEval(context.Background(), names)
	if details == nil || details.ActualCost() == nil {
		return nil, fmt.Errorf("no cost: %w", err)
	}
	if *budget -= int64(*details.ActualCost()); *budget < 0 {
		return nil, errOutOfBudget
	}
	return value, err
}

func (e evaluator) site(r rule, bound map[string]any, budget *int64, outcomes []byte) []byte {
	names := &activation{names: bound, variables: lazy.NewMapValue(types.NewObjectType("kubernetes.variables"))}
	for name, program := range r.variables {
		names.variables.Append(name, func(*lazy.MapValue) ref.Val {
			value, err := e.run(program, names, budget)
			if err != nil {
				return types.NewErr("variable %q fails to evaluate: %v", name, err)
			}
			return value
		})
	}
	applies := true
	for _, program := range r.conditions {
		outcome := e.outcome(program, names, budget)
		applies = applies && outcome == 'T'
		outcomes = append(outcomes, outcome)
	}
	for _, program := range r.checks {
		if applies {
			outcomes = append(outcomes, e.outcome(program, names, budget))
		} else {
			outcomes = append(outcomes, '-')
		}
	}
	return outcomes
}

func (e evaluator) outcome(program cel.Program, names *activation, budget *int64) byte {
	value, err := e.run(program, names, budget)
	switch {
	case err == nil && value == types.True:
		return 'T'
	case err == nil && value == types.False:
		return 'F'
	default:
		return 'E'
	}
}

func (e evaluator) pass(t *task, rules []rule, outcomes []byte) []byte {
	for i := range t.Inputs {
		input := &t.Inputs[i]
		for _, place := range input.Asked {
			r := rules[place]
			budget := int64(celconfig.RuntimeCELCostBudget)
			bind := func(container any) map[string]any {
				return map[string]any{"object": input.Object, "podSpec": input.PodSpec, "podMetadata": input.PodMetadata,
					"containers": input.Containers, "container": container,
					"namespaceObject": input.NamespaceObject, "params": r.params}
			}
			if !r.perContainer {
				outcomes = e.site(r, bind(nil), &budget, outcomes)
				continue
			}
			for _, container := range input.Containers {
				outcomes = e.site(r, bind(container), &budget, outcomes)
			}
		}
	}
	return outcomes
}

func (e evaluator) during(t *task, rules []rule, seconds float64) (int, float64) {
	start, evaluations, spent := cpuSeconds(), 0, 0.0
	var outcomes []byte
	for spent < seconds {
		outcomes = e.pass(t, rules, outcomes[:0])
		evaluations += len(outcomes) - bytes.Count(outcomes, []byte{'-'})
		spent = cpuSeconds() - start
	}
	return evaluations, spent
}

func cpuSeconds() float64 {
	var usage syscall.Rusage
	must(syscall.Getrusage(syscall.RUSAGE_SELF, &usage))
	return float64(usage.Utime.Nano()+usage.Stime.Nano()) / 1e9
}

// whole makes the whole numbers of JSON int64, as Kubernetes' decoder does.
func whole(value any) any {
	switch value := value.(type) {
	case map[string]any:
		for key, each := range value {
			value[key] = whole(each)
		}
	case []any:
		for place, each := range value {
			value[place] = whole(each)
		}
	case json.Number:
		if number, err := value.Int64(); err == nil {
			return number
		}
		number, err := value.Float64()
		must(err)
		return number
	}
	return value
}

func read(file string) *task {
	opened, err := os.Open(file)
	must(err)
	decoder := json.NewDecoder(opened)
	decoder.UseNumber()
	t := &task{}
	must(decoder.Decode(t))
	for i := range t.Inputs {
		input := &t.Inputs[i]
		whole(input.Object)
		whole(input.PodSpec)
		whole(input.PodMetadata)
		whole(input.NamespaceObject)
		whole(input.Containers)
	}
	return t
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "kubernetes-cel:", err)
		os.Exit(1)
	}
}

func main() {
	if len(os.Args) != 6 {
		must(fmt.Errorf("usage: kubernetes-cel kubernetes|cel-go TASK OUTCOMES WARM-UP-SECONDS SECONDS"))
	}
	warmUp, err := strconv.ParseFloat(os.Args[4], 64)
	must(err)
	seconds, err := strconv.ParseFloat(os.Args[5], 64)
	must(err)
	e := kubernetes()
	if os.Args[1] == "cel-go" {
		e = celGo()
	}
	t := read(os.Args[2])
	rules := make([]rule, len(t.Rules))
	for i, each := range t.Rules {
		rules[i] = rule{each.PerContainer, map[string]cel.Program{}, nil, nil, each.Params}
		for name, expression := range each.Variables {
			rules[i].variables[name] = e.compile(each.Name, expression)
		}
		for _, expression := range each.Conditions {
			rules[i].conditions = append(rules[i].conditions, e.compile(each.Name, expression))
		}
		for _, expression := range each.Checks {
			rules[i].checks = append(rules[i].checks, e.compile(each.Name, expression))
		}
	}
	must(os.WriteFile(os.Args[3], e.pass(t, rules, nil), 0o600))
	e.during(t, rules, warmUp)
	evaluations, spent := e.during(t, rules, seconds)
	must(json.NewEncoder(os.Stdout).Encode(map[string]any{"evaluations": evaluations, "cpuSeconds": spent}))
}
