import type { ApiObject, ObjectMeta } from './kinds';

/** A person who signs in with a password kept here; the name is the user name. */
export interface Account extends ApiObject {
  metadata?: ObjectMeta;
  spec?: { displayName?: string; groups?: string[]; disabled?: boolean; password?: string };
  status?: { created?: string; lastSignIn?: string; mustChangePassword?: boolean; sessions?: number; password?: string };
}

/** A new password for somebody else: asked for, answered once, not stored. */
export interface PasswordReset extends ApiObject {
  spec?: { account: string; password?: string };
  status?: { password?: string };
}

/** Somebody is signed in to the console somewhere. */
export interface SignedInSession extends ApiObject {
  spec?: {
    user: string;
    displayName?: string;
    groups?: string[];
    provider?: string;
    expires?: string;
    userAgent?: string;
    address?: string;
  };
  status?: { lastSeen?: string; expires?: string };
}

/** Somebody else who says who people are, by OpenID Connect. */
export interface IdentityProvider extends ApiObject {
  spec?: {
    displayName?: string;
    issuer: string;
    clientId: string;
    clientSecretRef?: { namespace?: string; name?: string };
    scopes?: string[];
    usernameClaim?: string;
    usernamePrefix?: string;
    groupsClaim?: string;
    groupsPrefix?: string;
    caBundle?: string;
  };
  status?: {
    observedGeneration?: number;
    conditions?: { type?: string; status?: string; reason?: string; message?: string; lastTransitionTime?: string }[];
  };
}
