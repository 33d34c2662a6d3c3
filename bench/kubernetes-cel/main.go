package main
import ("github.com/google/cel-go/cel"; "k8s.io/apiserver/pkg/cel/environment"; "k8s.io/apiserver/pkg/cel/lazy"; "k8s.io/apiserver/pkg/cel/library"; celconfig "k8s.io/apiserver/pkg/apis/cel")
var _ = cel.BoolType
var _ = environment.MustBaseEnvSet
var _ = lazy.NewMapValue
var _ = library.CostEstimator{}
var _ = celconfig.CheckFrequency
func main(){}
