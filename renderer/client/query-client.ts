import { QueryClient } from '@tanstack/react-query';

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
