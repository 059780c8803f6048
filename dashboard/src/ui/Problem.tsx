/** Says what went wrong, and offers to try again. */
export function Problem({ error, retry }: { error: Error; retry?: () => void }) {
  return (
    <div class="card problem" role="alert">
      <p>{error.message}</p>
      {retry && <div><button onClick={retry}>Try again</button></div>}
    </div>
  );
}
