import { notifyManager, QueryClient } from '@tanstack/react-query';

// Told at once and not a task later, so that a change is drawn together with all else that follows it.
notifyManager.setScheduler(queueMicrotask);

/**
 * The cache of what the backend answered. The backend is on this machine: being offline says nothing about it,
 * a failure is not helped by asking again, and changes arrive as events.
 */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode: 'always',
      retry: false,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      staleTime: Number.POSITIVE_INFINITY,
      // What changes is replaced row by row: to compare thousands of rows with each change would find nothing more.
      structuralSharing: false,
    },
    mutations: { networkMode: 'always', retry: false },
  },
});

export const queryKeys = {
  documents: (search: string) => ['documents', search] as const,
  allDocuments: ['documents'] as const,
  recents: ['recents'] as const,
  shell: ['shell'] as const,
};
