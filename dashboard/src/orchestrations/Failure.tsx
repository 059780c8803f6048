import type { Schemas } from '../api/client';

/** Why an orchestration failed, down to the first cause. */
export function Failure({ failure }: { failure: Schemas['FailureDetails'] }) {
  const causes: Schemas['FailureDetails'][] = [];
  for (let cause: Schemas['FailureDetails'] | null | undefined = failure; cause; cause = cause.innerFailure) {
    causes.push(cause);
  }
  return (
    <section class="card problem" role="alert" aria-label="Failure">
      {causes.map((cause, index) => <p key={index}>{index > 0 && 'Because of '}<b>{cause.errorType}</b>: {cause.errorMessage}</p>)}
    </section>
  );
}
