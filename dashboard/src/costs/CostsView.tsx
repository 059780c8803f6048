export function CostsView() {
  return <h1>Costs</h1>;
}
